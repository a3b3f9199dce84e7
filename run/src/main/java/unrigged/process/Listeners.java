package unrigged.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who listens on a TCP port: the proof that a left-over server does not answer in the name of a new
 * one.
 */
public final class Listeners {
    private Listeners() {}

    /** Whether anybody listens on {@code port} of any local address. */
    public static boolean anyOn(int port) {
        return !ProcFs.MACHINE.listeningOn(port).isEmpty();
    }

    /**
     * Whether every socket that listens on {@code port} is held by a process of the tree, and there
     * is one.
     */
    public static boolean allOwnedBy(int port, List<ProcessTable.Row> tree) {
        Set<String> wanted = ProcFs.MACHINE.listeningOn(port);
        if (wanted.isEmpty()) {
            return false;
        }
        Set<String> held = new HashSet<>();
        tree.forEach(process -> held.addAll(ProcFs.MACHINE.sockets(process.pid())));
        return held.containsAll(wanted);
    }
}
