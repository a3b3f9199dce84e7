package unrigged.deployment;

import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Server;

/**
 * How much memory a deployment needs, with all its servers up and after load; in bytes of
 * proportional set size. Estimates: what was measured is in {@code deployment-ended}.
 *
 * @param servers of all stacks
 * @param sessions of the database; idle ones of other stacks included
 * @param shared database without sessions, pool, proxy, load generator
 */
public record MemoryNeed(long servers, long sessions, long shared) {
    private static final long MIB = 1 << 20;

    /** 65 MiB when it has just started, 340 to 380 after load, without -Xmx. */
    private static final long JVM = 380 * MIB;

    /** Of a worker process that shares its libraries with the others of its server. */
    private static final long WORKER = 30 * MIB;

    /** Of a server's first process. */
    private static final long MASTER = 30 * MIB;

    private static final long SESSION = 2 * MIB;

    /** 256 MiB of shared buffers, the generator's JVM, and what is small. */
    private static final long SHARED = 600 * MIB;

    public static MemoryNeed of(DeploymentRequest request, Catalog catalog) {
        long servers = 0;
        long sessions = 0;
        for (Server server : request.servers()) {
            servers += of(server, catalog.find(server.stack()).orElseThrow());
            sessions += SESSION * server.sessionsMax();
        }
        return new MemoryNeed(servers, sessions, SHARED);
    }

    private static long of(Server server, Stack stack) {
        if (stack.onJvm()) {
            return JVM;
        }
        return MASTER + (stack.worker() == Stack.Worker.PROCESS ? server.workers() : 1) * WORKER;
    }

    public long total() {
        return servers + sessions + shared;
    }
}
