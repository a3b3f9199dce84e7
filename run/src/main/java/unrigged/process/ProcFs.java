package unrigged.process;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The one reader of {@code /proc}: opens its files and takes them apart. A process may end at any
 * moment, then what is read of it is empty; methods that throw are those of files which a kernel
 * has or has not.
 *
 * @param root where {@code proc} is mounted
 */
public record ProcFs(Path root) {
    /** That of this machine. */
    public static final ProcFs MACHINE = new ProcFs(Path.of("/"));

    private static final String LISTEN = "0A";

    /** The field of the kernel's table of connections that holds a socket's number. */
    private static final int INODE = 9;

    /**
     * One open file of a process.
     *
     * @param link the descriptor: leads to the file, also when that is deleted
     * @param target path of the file, or for example {@code socket:[4711]}; empty once closed
     */
    public record Descriptor(Path link, String target) {
        /** The link's own permissions say how the file was opened. */
        public boolean isWritable() throws IOException {
            return Files.getPosixFilePermissions(link, LinkOption.NOFOLLOW_LINKS)
                    .contains(PosixFilePermission.OWNER_WRITE);
        }
    }

    /** The file {@code name} of {@code /proc}, for example {@code net/tcp}. */
    public Path path(String name) {
        return root.resolve("proc").resolve(name);
    }

    /** The text as the kernel gives it. */
    public String text(String name) throws IOException {
        return KernelFile.text(path(name));
    }

    /** The text; empty where there is no such file, or not any more. */
    public String textOrEmpty(String name) {
        try {
            return text(name);
        } catch (IOException _) {
            return "";
        }
    }

    /** Numbers of all processes. */
    public List<Long> processes() throws IOException {
        List<Long> processes = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            entries.forEach(entry -> processes.add(Long.valueOf(entry.getFileName().toString())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return processes;
    }

    /**
     * Numbers of the children that a process's main thread made; none where the kernel lacks the
     * list. Far cheaper than the whole table.
     */
    public List<Long> children(long process) {
        String children = textOrEmpty(process + "/task/" + process + "/children").strip();
        return children.isEmpty()
                ? List.of()
                : Arrays.stream(children.split(" ", -1)).map(Long::valueOf).toList();
    }

    /** Proportional set size of a process in bytes; empty where the kernel does not give it. */
    OptionalLong pssBytes(long process) {
        return textOrEmpty(process + "/smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst();
    }

    /** What can be had without swapping, in bytes; empty where the kernel does not tell. */
    public OptionalLong memoryAvailableBytes() {
        return textOrEmpty("meminfo")
                .lines()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst();
    }

    /** Directories of a process's threads, relative to {@code /proc}. */
    public List<String> threads(long process) {
        return entries(process + "/task").stream()
                .map(thread -> process + "/task/" + thread.getFileName())
                .toList();
    }

    /** The open files of a process. */
    public List<Descriptor> descriptors(long process) {
        return entries(process + "/fd").stream()
                .map(link -> new Descriptor(link, target(link)))
                .toList();
    }

    /** The sockets of a process, as {@code socket:[4711]}. */
    public Set<String> sockets(long process) {
        Set<String> sockets = new HashSet<>();
        for (Descriptor descriptor : descriptors(process)) {
            if (descriptor.target.startsWith("socket:")) {
                sockets.add(descriptor.target);
            }
        }
        return sockets;
    }

    private List<Path> entries(String directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(directory))) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException _) {
            // The process ended while it was looked at: it holds nothing more.
        }
        return found;
    }

    /** A descriptor may be closed at any moment: then it leads nowhere. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    /**
     * The sockets that listen on {@code port} of any local address. The kernel lists listening
     * sockets first. Reading ends with them: behind may come tens of thousands of connections in
     * TIME_WAIT, which it would take longer to format than a server takes to start.
     */
    Set<String> listeningOn(int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = ":%04X".formatted(port);
        eachConnection(line -> {
            String[] field = line.strip().split("\\s+", -1);
            if (!field[3].equals(LISTEN)) {
                return false;
            }
            if (field[1].endsWith(suffix)) {
                sockets.add("socket:[" + field[INODE] + "]");
            }
            return true;
        });
        return sockets;
    }

    /** The sockets that are connected to a local port, as descriptors name them. */
    public Set<String> connectedTo(int port) {
        Set<String> sockets = new HashSet<>();
        // The remote port and the state "established" are side by side, and only there. Most
        // lines are closed connections; taking each apart would take longer than others live.
        String connected = ":%04X 01 ".formatted(port);
        eachConnection(line -> {
            if (line.contains(connected)) {
                sockets.add("socket:[" + line.strip().split("\\s+", INODE + 2)[INODE] + "]");
            }
            return true;
        });
        return sockets;
    }

    /** The lines of each table, below its heading, until {@code goesOn} says no. */
    private void eachConnection(Predicate<String> goesOn) {
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try (BufferedReader lines =
                    new BufferedReader(
                            new FileReader(path(table).toFile(), StandardCharsets.US_ASCII))) {
                String line = lines.readLine();
                do {
                    line = line == null ? null : lines.readLine();
                } while (line != null && goesOn.test(line));
            } catch (IOException _) {
                // No IPv6 on this machine, or no such table: there is no socket in it.
            }
        }
    }

    /**
     * Counters by name, of a line of names and, below it, a line of values, both starting with
     * {@code prefix}.
     */
    public Map<String, Long> counters(String name, String prefix) throws IOException {
        List<String> found = text(name).lines().filter(line -> line.startsWith(prefix)).toList();
        Map<String, Long> values = new HashMap<>();
        if (found.size() == 2) {
            String[] names = found.get(0).split(" ", -1);
            String[] numbers = found.get(1).split(" ", -1);
            for (int i = 1; i < Math.min(names.length, numbers.length); i++) {
                values.put(names[i], Long.parseLong(numbers[i]));
            }
        }
        return values;
    }
}
