package unrigged.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import unrigged.metric.Clock;
import unrigged.process.ProcFs;
import unrigged.process.ProcessTable;

/**
 * Which processes are seen, over several looks, with an established connection to a local port.
 *
 * <p>A connection may live for a few ms. Where tens of thousands have just been closed, the
 * kernel's table of them takes longer to read than that. So a thread keeps reading the processes'
 * descriptors meanwhile, and the two are joined at the end: a socket's number stays its own.
 */
final class PoolClientSampler {
    private static final long EVERY_NS = 2_000_000;
    private static final long PROCESSES_EVERY_NS = 50_000_000;

    private final int port;
    private final Supplier<List<ProcessTable.Row>> processes;
    private final Clock clock;
    private final Set<String> connections = new HashSet<>();
    private final Map<String, Set<Long>> holders = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("descriptors").unstarted(this::follow);
    private volatile boolean over;
    private int looks;

    private PoolClientSampler(int port, Supplier<List<ProcessTable.Row>> processes, Clock clock) {
        this.port = port;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param processes those that may be callers, as of now; asked by a thread of its own
     */
    static PoolClientSampler follow(
            int port, Supplier<List<ProcessTable.Row>> processes, Clock clock) {
        PoolClientSampler sampler = new PoolClientSampler(port, processes, clock);
        sampler.thread.start();
        return sampler;
    }

    private void follow() {
        List<ProcessTable.Row> known = processes.get();
        long knownNs = clock.nowNs();
        while (!over) {
            hold(known);
            if (clock.nowNs() - knownNs > PROCESSES_EVERY_NS) {
                known = processes.get();
                knownNs = clock.nowNs();
            }
            LockSupport.parkNanos(EVERY_NS);
        }
        hold(known);
    }

    private void hold(List<ProcessTable.Row> known) {
        for (ProcessTable.Row process : known) {
            for (String socket : ProcFs.MACHINE.sockets(process.pid())) {
                holders.computeIfAbsent(socket, _ -> ConcurrentHashMap.newKeySet())
                        .add(process.pid());
            }
        }
    }

    /** Takes down who is connected now. */
    void look() {
        looks++;
        connections.addAll(ProcFs.MACHINE.connectedTo(port));
    }

    /** Of all looks; to be asked after {@link #stop}. */
    Set<Long> seen() {
        return connections.stream()
                .flatMap(socket -> holders.getOrDefault(socket, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How much was looked at, for when nobody was seen; to be asked after {@link #stop}. */
    String account() {
        return "%d looks, %d connections to the pool, %d sockets of the stack's processes"
                .formatted(looks, connections.size(), holders.size());
    }

    /** Ends the reading without waiting for its end. */
    void leave() {
        over = true;
    }

    /** Ends the reading; what was seen can be asked for then. */
    void stop() throws InterruptedException {
        leave();
        thread.join();
    }
}
