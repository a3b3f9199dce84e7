package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Opens files of Linux's /proc; where there is no such file, it reads as empty. */
final class ProcFile {
    private static final Path PROC = Path.of("/proc");

    private ProcFile() {}

    /**
     * The whole text.
     *
     * @param name for example {@code self/stat}
     */
    static String text(String name) {
        try {
            return Files.readString(PROC.resolve(name));
        } catch (IOException _) {
            return "";
        }
    }

    /**
     * Without the rest: that of /proc/stat is long on a large machine. A file of /proc/sys has to
     * be read so, as a stream.
     */
    static String firstLine(String name) {
        try (BufferedReader lines = Files.newBufferedReader(PROC.resolve(name))) {
            return Objects.requireNonNullElse(lines.readLine(), "");
        } catch (IOException _) {
            return "";
        }
    }
}
