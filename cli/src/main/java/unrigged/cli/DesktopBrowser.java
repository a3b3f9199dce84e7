package unrigged.cli;

import java.io.IOException;
import java.net.URI;
import unrigged.program.EnvironmentException;

/** The browser of whoever is logged in; it outlives this program. */
final class DesktopBrowser {
    private DesktopBrowser() {}

    /**
     * @throws EnvironmentException when this machine has no desktop
     */
    static void show(URI page) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, page.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new EnvironmentException(
                    opener + " cannot be started, so no browser was opened",
                    "open " + page + " yourself",
                    e);
        }
    }
}
