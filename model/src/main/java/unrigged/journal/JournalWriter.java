package unrigged.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.Event;
import unrigged.metric.Clock;

/**
 * Appends events to {@code journal.jsonl}, one JSON object a line, forced to the disk before {@link
 * #append} returns: what was reported is there after a crash. A record of which only a part could
 * be written is cut off, at once when the disk is full, else when the journal is opened again: the
 * next one never joins it. Not for several threads.
 *
 * <p>Not a FileChannel: that closes itself when its thread is interrupted, and an interrupt is how
 * a run is stopped in order.
 */
public final class JournalWriter implements AutoCloseable {
    /** Version of the format; in every line as {@code v}. */
    public static final int VERSION = 3;

    private final Path path;
    private final RandomAccessFile file;
    private final Clock clock;

    /** Length of the file up to the end of its last whole record, in bytes. */
    private long whole;

    private JournalWriter(Path path, RandomAccessFile file, long whole, Clock clock) {
        this.path = path;
        this.file = file;
        this.whole = whole;
        this.clock = clock;
    }

    /** Opens the journal for appending, making it when there is none. */
    public static JournalWriter open(Path path, Clock clock) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            long whole = endOfLastWholeLine(file);
            file.setLength(whole);
            return new JournalWriter(path, file, whole, clock);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes one record.
     *
     * @throws JournalException when it cannot be written; the journal is as it was before
     */
    public void append(Event event) {
        ObjectNode line = Json.LINES.createObjectNode();
        line.put("v", VERSION);
        line.put("at", clock.date().toString());
        line.setAll((ObjectNode) Json.LINES.valueToTree(event));
        byte[] bytes =
                (Json.LINES.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            // Also what an earlier failure left, should cutting it off have failed then.
            file.setLength(whole);
            file.seek(whole);
            file.write(bytes);
            file.getFD().sync();
            whole += bytes.length;
        } catch (IOException e) {
            cutOff(e);
            throw new JournalException(path, e);
        }
    }

    private void cutOff(IOException cause) {
        try {
            file.setLength(whole);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static long endOfLastWholeLine(RandomAccessFile file) throws IOException {
        byte[] block = new byte[8192];
        for (long end = file.length(); end > 0; ) {
            long from = Math.max(0, end - block.length);
            file.seek(from);
            file.readFully(block, 0, (int) (end - from));
            for (int i = (int) (end - from) - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
