package unrigged.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.config.InvalidInput;
import unrigged.measure.Clock;
import unrigged.plan.TrialSlot;

class JournalTest {
    private static final Event FIRST = new Event.StackUnavailable("tomcat-platform", "no Maven");
    private static final Event SECOND =
            new Event.TrialStarted(
                    new TrialSlot("b01-baseline-vertx", 1, 3, "baseline", "vertx"), 2);

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
    void aTornLastLineDoesNotCountAndIsCutOffBeforeTheNext() throws IOException {
        Path file = write(FIRST);
        byte[] whole = Files.readAllBytes(file);
        for (int torn = 1; torn < 60; torn += 7) {
            Files.write(file, whole);
            Files.write(file, java.util.Arrays.copyOf(whole, torn), StandardOpenOption.APPEND);
            assertEquals(List.of(FIRST), events(file), "torn after " + torn + " bytes");
            assertEquals(List.of(FIRST, SECOND), events(write(SECOND)));
            Files.write(file, whole);
        }
    }

    @Test
    void aNewerVersionIsRefusedNamingTheLine() throws IOException {
        Path file = write(FIRST);
        Files.writeString(file, Files.readString(file).replace("\"v\":1", "\"v\":2"));
        String message =
                String.valueOf(
                        assertThrows(InvalidInput.class, () -> Journal.read(file)).getMessage());
        assertTrue(message.contains("journal.jsonl:1: version 2 of the journal"), message);
    }

    @Test
    void everyLineCarriesItsVersionItsDateAndItsKind() throws IOException {
        String line = Files.readString(write(FIRST));
        assertTrue(
                line.matches("\\{\"v\":1,\"at\":\"[^\"]+Z\",\"event\":\"stack-unavailable\",.*}\n"),
                line);
    }
}
