package unrigged.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.config.InvalidInput;

/** A journal as read: its events in order, each with its date. A torn last line does not count. */
public record Journal(List<Entry> entries) {
    public record Entry(Instant at, Event event) {}

    public Journal {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code journal.jsonl}; {@link InvalidInput} when it is missing, damaged or of a newer
     * version.
     */
    public static Journal read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInput(
                    file + ": there is no journal here; expected the directory of a run", e);
        } catch (IOException e) {
            throw new InvalidInput(file + ": cannot be read: " + e.getMessage(), e);
        }
        List<Entry> entries = new ArrayList<>();
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 0;
        for (String line : whole.lines().toList()) {
            entries.add(entry(file + ":" + ++number, line));
        }
        return new Journal(entries);
    }

    private static Entry entry(String place, String line) {
        try {
            JsonNode node = Json.LINES.readTree(line);
            int version = node.path("v").asInt(0);
            if (version != JournalWriter.VERSION) {
                throw new InvalidInput(
                        place
                                + ": version "
                                + version
                                + " of the journal, but this program reads version "
                                + JournalWriter.VERSION
                                + "; use the version of unrigged that wrote it");
            }
            return new Entry(
                    Instant.parse(node.path("at").asString()),
                    Json.LINES.treeToValue(node, Event.class));
        } catch (JacksonException e) {
            throw new InvalidInput(place + ": not a record of a run: " + e.getOriginalMessage(), e);
        }
    }

    public <E extends Event> List<E> all(Class<E> type) {
        return entries.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
    }

    public <E extends Event> Optional<E> last(Class<E> type) {
        List<E> all = all(type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The end of each trial that has one, by the trial's id; the last attempt counts. */
    public Map<String, Event.TrialEnded> ended() {
        Map<String, Event.TrialEnded> ended = new LinkedHashMap<>();
        all(Event.TrialEnded.class).forEach(e -> ended.put(e.slot().id(), e));
        return ended;
    }
}
