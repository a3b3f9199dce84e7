package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.experiment.Event;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;

/** Journals of version 1, as they are kept in docs/results: read, and always the same figures. */
class KeptRunsTest {
    private static final Path RESULTS = Path.of("../docs/results");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quick-2026-11-24",
                "article-2026-11-23",
                "article-java-2026-11-23",
                "article-scenarios-2026-11-23"
            })
    void aKeptJournalGivesTheSameTable(String name) throws IOException {
        RunDirectory run = new RunDirectory(RESULTS.resolve(name));
        Golden.check("kept-" + name + ".csv", ResultCsv.of(Report.read(run)));
    }

    @Test
    void whatScenariosChangeIsInTheLastColumns() {
        List<String> lines =
                ResultCsv.of(Report.read(new RunDirectory(RESULTS.resolve("open-loop-2026-11-30"))))
                        .lines()
                        .toList();
        assertTrue(lines.getFirst().endsWith(",offered_per_s"), lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            String expected =
                    line.startsWith("rate-")
                            ? line.substring("rate-".length(), line.indexOf(','))
                            : "closed";
            assertTrue(line.endsWith("," + expected), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "quick-2026-11-24")
    void whatWasRenamedSinceIsReadUnderItsOldName(String name) {
        Journal journal = Journal.read(RESULTS.resolve(name).resolve("journal.jsonl"));
        assertEquals(1, journal.version());
        assertEquals(
                "flask-gunicorn",
                journal.last(Event.RunStarted.class).orElseThrow().referenceStack());
        assertTrue(journal.last(Event.RunStopped.class).orElseThrow().controllerCpuNs() > 0);
        assertTrue(journal.measured().stream().anyMatch(t -> t.machine().controllerNs() > 0));
        assertTrue(
                journal.measured().stream()
                        .allMatch(t -> t.machine().interferenceNs().isPresent()));
    }
}
