package unrigged.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.process.ProcessTable;

/**
 * Which processes are seen, over several looks, with an established connection to a local port. A
 * connection may live for a few ms, in which the kernel's table and the processes' descriptors
 * cannot both be read: they are joined over all looks, since a socket's number stays its own.
 */
final class Callers {
    private final int port;
    private final Set<String> connections = new HashSet<>();
    private final Map<String, Set<Long>> holders = new HashMap<>();

    Callers(int port) {
        this.port = port;
    }

    void look(List<ProcessTable.Row> processes) {
        hold(processes);
        connections.addAll(Sight.connectionsTo(port));
        hold(processes);
    }

    private void hold(List<ProcessTable.Row> processes) {
        for (ProcessTable.Row process : processes) {
            for (String socket : Sight.sockets(process.pid())) {
                holders.computeIfAbsent(socket, _ -> new HashSet<>()).add(process.pid());
            }
        }
    }

    Set<Long> seen() {
        return connections.stream()
                .flatMap(socket -> holders.getOrDefault(socket, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
