package unrigged.measurement;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import unrigged.process.ProcFs;
import unrigged.process.ProcessTable;

/**
 * Ends the server that holds the most memory when the machine has almost none left, before the
 * kernel ends whom it likes: the database, the generator, or this program. It costs that server its
 * own value of the block.
 */
final class MemoryGuard {
    private static final long LEFT_MIN = 512L << 20;

    private final LocalDeployment deployment;

    /** What must be left; a test says otherwise, since none may take all of a machine. */
    private final long leftMin = Long.getLong("unrigged.memoryLeftMin", LEFT_MIN);

    MemoryGuard(LocalDeployment deployment) {
        this.deployment = deployment;
    }

    /** Between slices: what was ended has nothing left afterwards. */
    void check() throws InterruptedException {
        watch();
        for (DeployedServer server : deployment.servers().values()) {
            if (server.ended().isPresent() && server.isStarted()) {
                deployment.killServer(server);
            }
        }
    }

    /** Within a slice. */
    void watch() {
        OptionalLong left = Limits.memoryAvailableBytes(ProcFs.MACHINE);
        if (left.isPresent() && left.getAsLong() < leftMin) {
            largest().ifPresent(held -> end(held.getKey(), held.getValue(), left.getAsLong()));
        }
    }

    private Optional<Map.Entry<DeployedServer, Long>> largest() {
        ProcessTable table = ProcessTable.read();
        Map<DeployedServer, Long> held =
                deployment.servers().values().stream()
                        .filter(DeployedServer::isRunning)
                        .collect(
                                Collectors.toMap(
                                        server -> server,
                                        server -> held(table.tree(server.process().pid()))));
        return held.entrySet().stream().max(Comparator.comparingLong(Map.Entry::getValue));
    }

    private static long held(List<ProcessTable.Row> tree) {
        return ProcessTable.pssBytes(tree).orElse(0);
    }

    private void end(DeployedServer server, long held, long left) {
        server.end(
                String.format(
                        Locale.ROOT,
                        "its processes held %,d MiB when %,d MiB of the machine's memory were left, less than %,d; Unrigged ended them",
                        held >> 20,
                        left >> 20,
                        leftMin >> 20));
    }
}
