package unrigged.verify;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import unrigged.process.KernelFile;
import unrigged.process.ProcessTable;

/** What {@code /proc} shows of a stack's processes. One that ends meanwhile shows nothing. */
final class ProcFs {
    /** The field of the kernel's table that holds a socket's number. */
    private static final int INODE = 9;

    private ProcFs() {}

    /** The sockets that are connected to a local port, as descriptors name them. */
    static Set<String> connectionsTo(int port) {
        Set<String> inodes = new HashSet<>();
        // The remote port and the state "established" are side by side, and only there. Most
        // lines are closed connections; taking each apart would take longer than others live.
        String connected = ":%04X 01 ".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (BufferedReader lines =
                    new BufferedReader(new FileReader(table, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.contains(connected)) {
                        inodes.add("socket:[" + line.strip().split("\\s+", 11)[INODE] + "]");
                    }
                }
            } catch (IOException _) {
                // No IPv6 on this machine: nothing is connected there.
            }
        }
        return inodes;
    }

    static Set<String> sockets(long process) {
        Set<String> sockets = new HashSet<>();
        descriptors(
                process,
                (_, target) -> {
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                });
        return sockets;
    }

    /**
     * Which of {@code processes} lack a native module, by the module; modules that all have are
     * left out.
     *
     * @param modules paths of shared objects without tag and ending, such as {@code uvloop/loop}
     */
    static Map<String, List<Long>> lacking(List<String> modules, Set<Long> processes) {
        Map<String, List<Long>> lacking = new TreeMap<>();
        for (long process : processes) {
            String maps = text("/proc/" + process + "/maps");
            for (String module : modules) {
                Pattern file = Pattern.compile("/" + Pattern.quote(module) + "(\\.[^/\\s]*)?\\.so");
                if (!file.matcher(maps).find()) {
                    lacking.computeIfAbsent(module, _ -> new ArrayList<>()).add(process);
                }
            }
        }
        return lacking;
    }

    /** Sizes in bytes of the regular files that {@code processes} have open to write, by path. */
    static Map<String, Long> writtenFiles(List<ProcessTable.Row> processes) {
        Map<String, Long> sizes = new TreeMap<>();
        for (ProcessTable.Row process : processes) {
            descriptors(
                    process.pid(),
                    (descriptor, target) -> {
                        if (target.startsWith("/") && !target.startsWith("/dev/")) {
                            try {
                                // Through the descriptor: a deleted file can grow as well.
                                if (Files.isRegularFile(descriptor) && isWritable(descriptor)) {
                                    sizes.put(target, Files.size(descriptor));
                                }
                            } catch (IOException _) {
                                // Closed meanwhile.
                            }
                        }
                    });
        }
        return sizes;
    }

    /** The link's own permissions say how the file was opened. */
    private static boolean isWritable(Path descriptor) throws IOException {
        return Files.getPosixFilePermissions(descriptor, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_WRITE);
    }

    /**
     * CPU time in ns of the threads of a process's scheduler of virtual threads, by the thread's
     * directory: the JDK's own scheduler names them, carriers and others alike.
     */
    static Map<String, Long> schedulerThreads(long process) {
        Map<String, Long> cpu = new TreeMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc/" + process + "/task"))) {
            for (Path thread : threads) {
                if (text(thread + "/comm").startsWith("ForkJoinPool-1-")) {
                    // On a CPU in ns, waiting for one, turns; nothing once the thread has ended.
                    String times = text(thread + "/schedstat");
                    if (!times.isEmpty()) {
                        cpu.put(thread.toString(), Long.valueOf(times.split(" ", 2)[0]));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // Ended meanwhile.
        }
        return cpu;
    }

    private static void descriptors(long process, BiConsumer<Path, String> each) {
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(Path.of("/proc/" + process + "/fd"))) {
            for (Path descriptor : descriptors) {
                each.accept(descriptor, target(descriptor));
            }
        } catch (IOException | DirectoryIteratorException _) {
            // Ended meanwhile.
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static String text(String file) {
        try {
            return KernelFile.text(Path.of(file));
        } catch (IOException _) {
            return "";
        }
    }
}
