package unrigged.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/**
 * Which of a program's streams go to a terminal. {@link System#console()} cannot tell: it asks for
 * standard input and for the JVM's standard output, which is not the caller's ({@link
 * StandardOutput}).
 */
public final class TerminalDevice {
    private TerminalDevice() {}

    /** Whether standard error can show a display that is redrawn. */
    public static boolean isStandardError() {
        return !"dumb".equals(System.getenv("TERM")) && isTerminal(2);
    }

    /** Whether what the caller gets as standard output is shown on a terminal. */
    public static boolean isStandardOutput() {
        return isTerminal(StandardOutput.numberOfCaller());
    }

    /** Whether the help has colours: only where the caller's standard output is a terminal. */
    public static Ansi colours() {
        return isStandardOutput() ? Ansi.AUTO : Ansi.OFF;
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String device =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return device.startsWith("/dev/pts/")
                    || device.startsWith("/dev/tty")
                    || device.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }
}
