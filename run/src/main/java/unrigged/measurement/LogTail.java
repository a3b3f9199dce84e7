package unrigged.measurement;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The last lines of a log, as evidence. */
final class LogTail {
    private static final int BYTES = 4_000;

    private LogTail() {}

    /** Empty when there is no log. */
    static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return from == 0 ? text : "…" + text.substring(Math.max(0, text.indexOf('\n')));
        } catch (IOException _) {
            return "";
        }
    }
}
