package unrigged.measurement;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import unrigged.deployment.MachineLimits;
import unrigged.process.KernelFile;

/** Limits of the kernel that a topology has to keep. */
final class Limits {
    private Limits() {}

    static MachineLimits ofThisMachine() {
        return new MachineLimits(openFiles(), localPorts(), backlog(), tasks(Path.of("/")));
    }

    /** How many ports outgoing connections have: {@code net.ipv4.ip_local_port_range}. */
    static int localPorts() {
        try {
            String[] range =
                    KernelFile.text(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                            .strip()
                            .split("\\s+", -1);
            return Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
        } catch (IOException _) {
            // IANA's dynamic ports.
            return 65_535 - 49_152 + 1;
        }
    }

    /** {@code net.core.somaxconn}: a longer listen backlog is cut, or refused, by servers. */
    static int backlog() {
        try {
            return Integer.parseInt(
                    KernelFile.text(Path.of("/proc/sys/net/core/somaxconn")).strip());
        } catch (IOException _) {
            // Kernels without the file have the old fixed limit.
            return 128;
        }
    }

    /**
     * Processes and threads that may yet be started. Root is not held to RLIMIT_NPROC.
     *
     * @param root where {@code proc} and the mounted control groups are
     */
    static OptionalLong tasks(Path root) {
        OptionalLong left = tasksOfUser(root);
        for (Path group : ControlGroups.ofThisProcess(root, "pids")) {
            OptionalLong max = number(ControlGroups.lines(group.resolve("pids.max")));
            OptionalLong now = number(ControlGroups.lines(group.resolve("pids.current")));
            if (max.isPresent()) {
                left = least(left, Math.max(0, max.getAsLong() - now.orElse(0)));
            }
        }
        return left;
    }

    private static OptionalLong tasksOfUser(Path root) {
        String user = status(root.resolve("proc/self"), "Uid:");
        OptionalLong max = OptionalLong.empty();
        for (String line : ControlGroups.lines(root.resolve("proc/self/limits"))) {
            if (line.startsWith("Max processes")) {
                max = number(List.of(line.substring("Max processes".length()).strip()));
            }
        }
        if (user.equals("0") || max.isEmpty()) {
            return OptionalLong.empty();
        }
        long running = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            for (Path process : all) {
                if (status(process, "Uid:").equals(user)) {
                    running += number(List.of(status(process, "Threads:"))).orElse(0);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // Then none is known to run.
        }
        return OptionalLong.of(Math.max(0, max.getAsLong() - running));
    }

    private static String status(Path process, String name) {
        return ControlGroups.lines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1)[0])
                .findFirst()
                .orElse("");
    }

    /** The first word of the first line; empty where it is none, as {@code max}. */
    private static OptionalLong number(List<String> lines) {
        String word = lines.isEmpty() ? "" : lines.getFirst().split("\\s+", -1)[0];
        return word.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(word))
                : OptionalLong.empty();
    }

    private static OptionalLong least(OptionalLong a, long b) {
        return OptionalLong.of(Math.min(a.orElse(b), b));
    }

    /**
     * The hard limit of open files: the JVM raises its own soft limit to it, and children inherit
     * that.
     */
    static int openFiles() {
        try {
            for (String line : KernelFile.text(Path.of("/proc/self/limits")).lines().toList()) {
                if (line.startsWith("Max open files")) {
                    String soft =
                            line.substring("Max open files".length()).strip().split("\\s+", -1)[0];
                    return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
                }
            }
        } catch (IOException _) {
            // Falls through to the smallest limit that any system has.
        }
        return 1024;
    }
}
