package unrigged.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import unrigged.program.EnvironmentException;

/**
 * How to start a program that refuses to run as root. As root, it runs in a user namespace of its
 * own in which root is called nobody: its files stay ours, no folder needs to be opened to
 * strangers, no account is made, and the namespace ends with the process.
 */
record Privileges(List<String> prefix) {
    private static final List<String> AS_NOBODY =
            List.of("unshare", "--user", "--map-user=65534", "--map-group=65534", "--");

    static Privileges probe() throws InterruptedException {
        require("setsid", "--version");
        require("setpriv", "--version");
        if (!System.getProperty("user.name").equals("root")) {
            return new Privileges(List.of());
        }
        String[] probe = {
            "unshare", "--user", "--map-user=65534", "--map-group=65534", "--", "true"
        };
        if (!succeeds(probe)) {
            throw new EnvironmentException(
                    "PostgreSQL refuses to run as root, and this machine does not let root make a user namespace"
                            + " (`"
                            + String.join(" ", probe)
                            + "` failed).",
                    "run unrigged as an ordinary user");
        }
        return new Privileges(AS_NOBODY);
    }

    private static void require(String... command) throws InterruptedException {
        if (!succeeds(command)) {
            throw new EnvironmentException(
                    "the program '"
                            + command[0]
                            + "' is missing; expected util-linux 2.34 or newer on PATH");
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
