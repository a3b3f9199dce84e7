package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import unrigged.deployment.MachineLimits;
import unrigged.process.ProcFs;
import unrigged.process.ProcessStatus;
import unrigged.process.ResourceLimits;
import unrigged.sampling.ControlGroups;

/** Limits of the kernel that a topology has to keep. */
final class Limits {
    private Limits() {}

    static MachineLimits ofThisMachine() {
        return new MachineLimits(openFiles(), localPorts(), backlog(), tasks(ProcFs.MACHINE));
    }

    /** How many ports outgoing connections have: {@code net.ipv4.ip_local_port_range}. */
    static int localPorts() {
        try {
            String[] range =
                    ProcFs.MACHINE
                            .text("sys/net/ipv4/ip_local_port_range")
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
            return Integer.parseInt(ProcFs.MACHINE.text("sys/net/core/somaxconn").strip());
        } catch (IOException _) {
            // Kernels without the file have the old fixed limit.
            return 128;
        }
    }

    /**
     * Processes and threads that may yet be started. Root is not held to RLIMIT_NPROC.
     *
     * @param proc its root is where the control groups are mounted as well
     */
    static OptionalLong tasks(ProcFs proc) {
        OptionalLong left = tasksOfUser(proc);
        for (Path group : ControlGroups.ofThisProcess(proc, "pids")) {
            OptionalLong max = number(ControlGroups.lines(group.resolve("pids.max")));
            OptionalLong now = number(ControlGroups.lines(group.resolve("pids.current")));
            if (max.isPresent()) {
                left = least(left, Math.max(0, max.getAsLong() - now.orElse(0)));
            }
        }
        return left;
    }

    /**
     * Memory that processes may yet take without swapping, in bytes: of the machine and of the
     * control groups, in which the pages of files that nobody reads count as free.
     *
     * @param proc its root is where the control groups are mounted as well
     */
    static OptionalLong memoryAvailableBytes(ProcFs proc) {
        OptionalLong available = proc.memoryAvailableBytes();
        for (Path group : ControlGroups.ofThisProcess(proc, "memory")) {
            OptionalLong max = first(group, "memory.max", "memory.limit_in_bytes");
            OptionalLong now = first(group, "memory.current", "memory.usage_in_bytes");
            if (max.isPresent()) {
                long files =
                        ControlGroups.lines(group.resolve("memory.stat")).stream()
                                .filter(line -> line.startsWith("inactive_file "))
                                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                                .findFirst()
                                .orElse(0);
                available = least(available, Math.max(0, max.getAsLong() - now.orElse(0) + files));
            }
        }
        return available;
    }

    /** Of version 2 of control groups, else of version 1. */
    private static OptionalLong first(Path group, String name, String older) {
        OptionalLong value = number(ControlGroups.lines(group.resolve(name)));
        return value.isPresent() ? value : number(ControlGroups.lines(group.resolve(older)));
    }

    private static OptionalLong tasksOfUser(ProcFs proc) {
        String user = ProcessStatus.of(proc, "self").user();
        OptionalLong max =
                ResourceLimits.of(proc)
                        .soft("Max processes")
                        .map(soft -> number(List.of(soft)))
                        .orElse(OptionalLong.empty());
        if (user.equals("0") || max.isEmpty()) {
            return OptionalLong.empty();
        }
        long running = 0;
        try {
            for (long process : proc.processes()) {
                ProcessStatus status = ProcessStatus.of(proc, Long.toString(process));
                if (status.user().equals(user)) {
                    running += status.threads().orElse(0);
                }
            }
        } catch (IOException _) {
            // Then none is known to run.
        }
        return OptionalLong.of(Math.max(0, max.getAsLong() - running));
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
        // Where the kernel does not tell: the smallest limit that any system has.
        String soft = ResourceLimits.of(ProcFs.MACHINE).soft("Max open files").orElse("1024");
        return soft.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(soft);
    }
}
