package unrigged.process;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who listens on a TCP port: the proof that a left-over server does not answer in the name of a new
 * one.
 */
public final class Listeners {
    private static final String LISTEN = "0A";

    private Listeners() {}

    /** Whether anybody listens on {@code port} of any local address. */
    public static boolean anyOn(int port) {
        return !inodes(port).isEmpty();
    }

    /**
     * Whether every socket that listens on {@code port} is held by a process of the tree, and there
     * is one.
     */
    public static boolean allOwnedBy(int port, List<ProcessTable.Row> tree) {
        Set<String> wanted = inodes(port);
        if (wanted.isEmpty()) {
            return false;
        }
        Set<String> held = new HashSet<>();
        tree.forEach(process -> held.addAll(socketsOf(process.pid())));
        return held.containsAll(wanted);
    }

    /**
     * The kernel lists listening sockets first. Reading ends with them: behind may come tens of
     * thousands of connections in TIME_WAIT, which it would take longer to format than a server
     * takes to start.
     */
    private static Set<String> inodes(int port) {
        Set<String> inodes = new HashSet<>();
        String suffix = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (BufferedReader lines =
                    new BufferedReader(new FileReader(table, StandardCharsets.US_ASCII))) {
                String heading = lines.readLine();
                for (String line = lines.readLine();
                        heading != null && line != null;
                        line = lines.readLine()) {
                    String[] field = line.strip().split("\\s+", -1);
                    if (!field[3].equals(LISTEN)) {
                        break;
                    }
                    if (field[1].endsWith(suffix)) {
                        inodes.add("socket:[" + field[9] + "]");
                    }
                }
            } catch (IOException _) {
                // No IPv6 on this machine, or no such table: nothing listens there.
            }
        }
        return inodes;
    }

    private static Set<String> socketsOf(long pid) {
        Set<String> sockets = new HashSet<>();
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                String target = targetOf(descriptor);
                if (target.startsWith("socket:")) {
                    sockets.add(target);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // The process ended while it was looked at: it holds nothing.
        }
        return sockets;
    }

    /** A descriptor may be closed at any moment: then it leads nowhere. */
    private static String targetOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }
}
