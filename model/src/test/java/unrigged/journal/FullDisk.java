package unrigged.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import unrigged.experiment.Event;
import unrigged.metric.Clock;

/**
 * A program that writes a journal until there is no space left, makes some, and writes two more
 * records; then prints its account, a blank line, and the file. Where there is a file {@code
 * filler} beside the journal, deleting it is what makes space.
 */
final class FullDisk {
    private FullDisk() {}

    /** The {@code i}th record, of some 5 kB, so that its end crosses a block of the file. */
    static Event record(int i) {
        return new Event.StackUnavailable("stack-" + i, "no space left. ".repeat(350));
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path filler = folder.resolve("filler");
        if (args.length > 1) {
            Files.write(filler, new byte[Integer.parseInt(args[1])]);
        }
        Path file = folder.resolve("journal.jsonl");
        int kept = 0;
        try (JournalWriter writer = JournalWriter.open(file, Clock.system())) {
            try {
                while (kept < 1_000) {
                    writer.append(record(kept));
                    kept++;
                }
            } catch (JournalException full) {
                System.out.println(kept + " kept; " + full.getMessage());
            }
            if (Files.deleteIfExists(filler)) {
                writer.append(record(kept));
                writer.append(record(kept + 1));
            }
        }
        System.out.println();
        System.out.write(Files.readAllBytes(file));
        System.out.flush();
    }
}
