package unrigged.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.node.ObjectNode;
import unrigged.measure.Clock;

/**
 * Appends events to {@code journal.jsonl}, one JSON object a line, forced to the disk before {@link
 * #append} returns: what was reported is there after a crash. A torn last line, left by a kill in
 * the middle of a write, is cut off when the journal is opened again. Not for several threads.
 */
public final class JournalWriter implements AutoCloseable {
    /** Version of the format; in every line as {@code v}. */
    public static final int VERSION = 1;

    private final FileChannel channel;
    private final Clock clock;

    private JournalWriter(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** Opens the journal for appending, making it when there is none. */
    public static JournalWriter open(Path file, Clock clock) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.truncate(endOfLastWholeLine(channel));
        channel.position(channel.size());
        return new JournalWriter(channel, clock);
    }

    public void append(Event event) {
        ObjectNode line = Json.LINES.createObjectNode();
        line.put("v", VERSION);
        line.put("at", clock.date().toString());
        line.setAll((ObjectNode) Json.LINES.valueToTree(event));
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        (Json.LINES.writeValueAsString(line) + "\n")
                                .getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    private static long endOfLastWholeLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            if (channel.read(one, end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
