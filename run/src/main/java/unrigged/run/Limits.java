package unrigged.run;

import java.io.IOException;
import java.nio.file.Path;
import unrigged.process.KernelFile;

/** Limits of the kernel that a topology has to keep. */
final class Limits {
    private Limits() {}

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
