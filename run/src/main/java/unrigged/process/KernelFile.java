package unrigged.process;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads files of {@code /proc} and {@code /sys}. Their size is given as 0, and those of {@code
 * /proc/sys} give everything to the first read and nothing to the next: {@code Files.readString}
 * probes with one byte and gets "4" for "4096".
 */
public final class KernelFile {
    /** A page: what the kernel gives at once of most of these files. */
    private static final int PAGE = 4096;

    private KernelFile() {}

    /** The text as the kernel gives it. */
    public static String text(Path file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[PAGE];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
