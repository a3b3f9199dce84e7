package unrigged.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unrigged.exploration.ExplorationCheck.Summary;
import unrigged.journal.Journal;
import unrigged.report.ExplorationText;

/**
 * An exploration of 24 universes that were all measured: it sees a sixth in each of three blocks.
 */
@Tag("simulation")
class RecordedExplorationTest {
    private static final Path JOURNAL =
            Path.of(
                    System.getProperty(
                            "unrigged.universes", "../docs/results/universes-2026-11-29"),
                    "journal.jsonl");

    @Test
    void whatItPredictsIsWhatWasMeasured() {
        RecordedUniverses recorded = new RecordedUniverses(Journal.read(JOURNAL));
        Exploration exploration = Exploration.of(recorded.explored(3));
        ExplorationCheck check = ExplorationCheck.of(exploration, recorded.whole());
        ExplorationText.lines(check).forEach(System.out::println);
        System.out.println(recorded.share());
        Summary predicted =
                ExplorationCheck.summary(
                                check.cells().stream()
                                        .filter(cell -> !cell.explored().measured())
                                        .toList())
                        .orElseThrow();
        assertTrue(predicted.medianError() < 0.06, "off by " + predicted.medianError());
        assertTrue(predicted.agreement() > 0.8, "agree " + predicted.agreement());
        assertEquals(0, predicted.contradictions(), 2);
    }
}
