package unrigged.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<Entry> entries = new ArrayList<>();
        List<Damage> damage = new ArrayList<>();
        int version = JournalWriter.VERSION;
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 0;
        for (String line : whole.lines().toList()) {
            number++;
            try {
                JsonNode node = Json.LINES.readTree(line);
                entries.add(entry(file + ":" + number, node));
                version = Math.min(version, version(node));
            } catch (JacksonException | DateTimeException e) {
                Optional<Entry> joined = joined(file + ":" + number, line);
                joined.ifPresent(entries::add);
                damage.add(new Damage(number, why(e, joined)));
            }
        }
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

    private static int version(JsonNode node) {
        return node.path("v").asInt(0);
    }

    private static Entry entry(String place, JsonNode node) {
        int version = version(node);
        if (version > JournalWriter.VERSION) {
            throw new InvalidInputException(
                    place
                            + ": version "
                            + version
                            + " of the journal, but this program reads version "
                            + JournalWriter.VERSION
                            + " and older ones; use the version of unrigged that wrote it");
        }
        if (version == 1 && node instanceof ObjectNode old) {
            VersionOne.upgrade(old);
        }
        if (version <= 2 && node instanceof ObjectNode old) {
            VersionTwo.upgrade(old);
        }
        return new Entry(
                Instant.parse(node.path("at").asString("")),
                Json.LINES.treeToValue(node, Event.class));
    }

    /** The record that was appended to an incomplete one: the rest of the line. */
    private static Optional<Entry> joined(String place, String line) {
        for (int from = line.indexOf(BEGIN, 1); from > 0; from = line.indexOf(BEGIN, from + 1)) {
            try {
                return Optional.of(entry(place, Json.LINES.readTree(line.substring(from))));
            } catch (JacksonException | DateTimeException _) {
                // The text of another record may hold these characters too: on to the next.
            }
        }
        return Optional.empty();
    }

    private static String why(RuntimeException e, Optional<Entry> joined) {
        String message =
                e instanceof JacksonException json
                        ? json.getOriginalMessage()
                        : String.valueOf(e.getMessage());
        String first = message.lines().findFirst().orElse("not JSON");
        return joined.isPresent()
                ? "a record of which only a part was written, and a whole one behind it: the part"
                        + " is left out"
                : "left out, because it is no record: " + first;
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
