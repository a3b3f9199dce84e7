package unrigged.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.Event;
import unrigged.experiment.History;
import unrigged.experiment.Purpose;
import unrigged.program.InvalidInputException;

/**
 * A journal as read: its events in order, each with its date. An incomplete last line does not
 * count.
 *
 * @param damage lines that are no record; a trial whose record is among them has not happened
 * @param version of the format that the oldest of its records has
 */
public record Journal(List<Entry> entries, List<Damage> damage, int version) {
    public record Entry(Instant at, Event event) {}

    /**
     * A line that cannot be read as it is.
     *
     * @param line from 1
     * @param why what is wrong with it; one sentence
     */
    public record Damage(int line, String why) {}

    /**
     * How every record begins; also one that was written behind an incomplete one on the same line.
     */
    private static final String BEGIN = "{\"v\":";

    private static final String PART =
            "a record of which only a part was written, and a whole one behind it: the part is left"
                    + " out";

    public Journal {
        entries = List.copyOf(entries);
        damage = List.copyOf(damage);
    }

    /**
     * Reads {@code journal.jsonl}. A line that is no record is left out and told in {@link
     * #damage}.
     *
     * @throws InvalidInputException when it is missing, of a newer version, or has no record at all
     */
    public static Journal read(Path file) {
        String text;
        try {
            // Bytes that are no UTF-8 spoil their line, not the file.
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    file + ": there is no journal here; expected the directory of a run", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        // Lines do not depend on each other; with the histograms of slices they are long.
        List<Line> read =
                IntStream.range(0, lines.size())
                        .parallel()
                        .mapToObj(i -> Line.of(i + 1, lines.get(i)))
                        .toList();
        read.stream()
                .filter(line -> line.version() > JournalWriter.VERSION)
                .findFirst()
                .ifPresent(line -> {
                    throw newer(file, line);
                });
        List<Entry> entries = read.stream().flatMap(line -> line.entry().stream()).toList();
        List<Damage> damage = read.stream().flatMap(line -> line.damage().stream()).toList();
        int version =
                read.stream().mapToInt(Line::version).reduce(JournalWriter.VERSION, Math::min);
        if (entries.isEmpty() && !damage.isEmpty()) {
            throw new InvalidInputException(
                    file
                            + ":"
                            + damage.getFirst().line()
                            + ": not a record of a run: "
                            + damage.getFirst().why());
        }
        return new Journal(entries, damage, version);
    }

    /**
     * What a line has.
     *
     * @param entry of a damaged line the whole record behind the damage; empty of a newer version
     */
    private record Line(int number, Optional<Entry> entry, Optional<Damage> damage, int version) {
        static Line of(int number, String text) {
            try {
                JsonNode node = Json.LINES.readTree(text);
                return new Line(number, Journal.entry(node), Optional.empty(), versionOf(node));
            } catch (JacksonException | DateTimeException e) {
                return joined(number, text, e);
            }
        }

        /** The record that was appended to an incomplete one: the rest of the line. */
        private static Line joined(int number, String text, RuntimeException cause) {
            for (int from = text.indexOf(BEGIN, 1);
                    from > 0;
                    from = text.indexOf(BEGIN, from + 1)) {
                try {
                    JsonNode node = Json.LINES.readTree(text.substring(from));
                    return new Line(
                            number,
                            Journal.entry(node),
                            Optional.of(new Damage(number, PART)),
                            versionOf(node));
                } catch (JacksonException | DateTimeException _) {
                    // The text of another record may hold these characters too: on to the next.
                }
            }
            return new Line(
                    number,
                    Optional.empty(),
                    Optional.of(new Damage(number, why(cause))),
                    JournalWriter.VERSION);
        }
    }

    private static InvalidInputException newer(Path file, Line line) {
        return new InvalidInputException(
                file
                        + ":"
                        + line.number()
                        + ": version "
                        + line.version()
                        + " of the journal, but this program reads version "
                        + JournalWriter.VERSION
                        + " and older ones; use the version of unrigged that wrote it");
    }

    private static int versionOf(JsonNode node) {
        return node.path("v").asInt(0);
    }

    private static Optional<Entry> entry(JsonNode node) {
        int version = versionOf(node);
        if (version > JournalWriter.VERSION) {
            return Optional.empty();
        }
        if (version == 1 && node instanceof ObjectNode old) {
            VersionOne.upgrade(old);
        }
        if (version <= 2 && node instanceof ObjectNode old) {
            VersionTwo.upgrade(old);
        }
        return Optional.of(
                new Entry(
                        Instant.parse(node.path("at").asString("")),
                        Json.LINES.treeToValue(node, Event.class)));
    }

    private static String why(RuntimeException e) {
        String message =
                e instanceof JacksonException json
                        ? json.getOriginalMessage()
                        : String.valueOf(e.getMessage());
        return "left out, because it is no record: "
                + message.lines().findFirst().orElse("not JSON");
    }

    /** As if it had just been written; without dates. */
    public static Journal of(History history) {
        return new Journal(
                history.events().stream().map(event -> new Entry(Instant.EPOCH, event)).toList(),
                List.of(),
                JournalWriter.VERSION);
    }

    /** What happened, without the dates. */
    public History history() {
        return new History(entries.stream().map(Entry::event).toList());
    }

    public <E extends Event> List<E> all(Class<E> type) {
        return history().all(type);
    }

    public <E extends Event> Optional<E> last(Class<E> type) {
        return history().last(type);
    }

    /**
     * The end of each trial of a block that has one, by the trial's id; the last attempt counts.
     */
    public Map<String, Event.Observation> ended() {
        return history().ended(Purpose.BLOCK);
    }

    /** The trials of blocks that have figures. */
    public List<Event.TrialMeasured> measured() {
        return ended().values().stream()
                .filter(Event.TrialMeasured.class::isInstance)
                .map(Event.TrialMeasured.class::cast)
                .toList();
    }
}
