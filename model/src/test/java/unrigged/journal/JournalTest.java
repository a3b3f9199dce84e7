package unrigged.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.metric.Clock;
import unrigged.metric.Timeline;
import unrigged.program.InvalidInputException;

class JournalTest {
    private static final Event FIRST = new Event.StackUnavailable("tomcat-platform", "no Maven");
    private static final Event SECOND =
            new Event.TrialStarted(
                    new TrialSlot("b01-baseline-vertx", Purpose.BLOCK, 1, 3, "baseline", "vertx"),
                    2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path write(Event... events) throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (JournalWriter writer = JournalWriter.open(file, Clock.system())) {
            for (Event event : events) {
                writer.append(event);
            }
        }
        return file;
    }

    private static List<Event> events(Path file) {
        return Journal.read(file).entries().stream().map(Journal.Entry::event).toList();
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        assertEquals(List.of(FIRST, SECOND), events(write(FIRST, SECOND)));
    }

    @Test
    void anObservationCarriesItsLevelsAndAnOlderOneHasNone() throws IOException {
        Event end =
                new Event.TrialFailed(
                        new TrialSlot("b01-x-vertx", Purpose.BLOCK, 1, 1, "x", "vertx"),
                        1,
                        new CellSettings(7, 37, 37, 6_000_000),
                        "start",
                        "not ready within 30 s",
                        "",
                        new Timeline(1, 0, 0, 0, 0, 0, 0),
                        Optional.of(Map.of("delay", "6")));
        Path file = write(end);
        assertEquals(List.of(end), events(file));
        String text = Files.readString(file);
        assertTrue(text.contains(",\"levels\":{\"delay\":\"6\"}}"), text);
        Files.writeString(file, text.replace(",\"levels\":{\"delay\":\"6\"}", ""));
        assertEquals(Optional.empty(), ((Event.Observation) events(file).getFirst()).levels());
    }

    @Test
    void anIncompleteLastLineDoesNotCountAndIsCutOffBeforeTheNext() throws IOException {
        Path file = write(FIRST);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < 60; cut += 7) {
            Files.write(file, whole);
            Files.write(file, java.util.Arrays.copyOf(whole, cut), StandardOpenOption.APPEND);
            assertEquals(List.of(FIRST), events(file), "cut off after " + cut + " bytes");
            assertEquals(List.of(FIRST, SECOND), events(write(SECOND)));
            Files.write(file, whole);
        }
    }

    @Test
    void aNewerVersionIsRefusedNamingTheLine() throws IOException {
        Path file = write(FIRST);
        Files.writeString(file, Files.readString(file).replace("\"v\":3", "\"v\":4"));
        String message =
                String.valueOf(
                        assertThrows(InvalidInputException.class, () -> Journal.read(file))
                                .getMessage());
        assertTrue(message.contains("journal.jsonl:1: version 4 of the journal"), message);
    }

    @Test
    void everyLineCarriesItsVersionItsDateAndItsKind() throws IOException {
        String line = Files.readString(write(FIRST));
        assertTrue(
                line.matches("\\{\"v\":3,\"at\":\"[^\"]+Z\",\"event\":\"stack-unavailable\",.*}\n"),
                line);
    }

    @Test
    void anIncompleteRecordThatAnotherWasAppendedToCostsOnlyItself() throws IOException {
        Path file = write(FIRST, SECOND, FIRST);
        List<String> lines = Files.readAllLines(file);
        for (int cut = 1; cut < lines.get(1).length(); cut += 5) {
            String joined = lines.get(1).substring(0, cut) + lines.get(2);
            Files.writeString(file, lines.get(0) + "\n" + joined + "\n" + lines.get(1) + "\n");
            assertEquals(List.of(FIRST, FIRST, SECOND), events(file), joined);
            List<Journal.Damage> damage = Journal.read(file).damage();
            assertEquals(List.of(2), damage.stream().map(Journal.Damage::line).toList());
            assertTrue(damage.getFirst().why().contains("only a part"), damage.toString());
        }
    }

    @Test
    void linesThatAreNoRecordsAreToldAndTheOthersRead() throws IOException {
        Path file = write(FIRST, SECOND);
        String first = Files.readAllLines(file).getFirst();
        for (String line :
                List.of(
                        "\0\0\0\0",
                        "",
                        "{}",
                        "[1]",
                        first.replace("\"at\":\"2", "\"at\":\"x"),
                        first.replace("stack-unavailable", "stack-unheard-of"),
                        "Ã¤")) {
            Files.write(
                    file,
                    (first + "\n" + line + "\n" + first + "\n")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertEquals(List.of(FIRST, FIRST), events(file), line);
            assertEquals(2, Journal.read(file).damage().getFirst().line(), line);
        }
    }

    @Test
    void aFileWithoutAnyRecordIsNoJournal() throws IOException {
        Path file = Files.writeString(folder.resolve("journal.jsonl"), "a,b,c\n1,2,3\n");
        String message =
                String.valueOf(
                        assertThrows(InvalidInputException.class, () -> Journal.read(file))
                                .getMessage());
        assertTrue(message.contains("journal.jsonl:1: not a record of a run"), message);
    }

    /** Ctrl-C interrupts the thread that writes; its last records are the account of the stop. */
    @Test
    void anInterruptDoesNotKeepARecordFromBeingWritten() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        try (JournalWriter writer = JournalWriter.open(file, Clock.system())) {
            Thread.currentThread().interrupt();
            writer.append(FIRST);
            writer.append(SECOND);
            assertTrue(Thread.interrupted(), "the interrupt is still there for the caller");
        }
        assertEquals(List.of(FIRST, SECOND), events(file));
    }
}
