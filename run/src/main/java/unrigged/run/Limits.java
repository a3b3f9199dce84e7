package unrigged.run;

import java.io.IOException;
import java.nio.file.Path;
import unrigged.process.KernelFile;

/** Limits of the kernel that a topology has to keep. */
final class Limits {
    private Limits() {}

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
