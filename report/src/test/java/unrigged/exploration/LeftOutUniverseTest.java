package unrigged.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.inference.SyntheticSlices;
import unrigged.program.InvalidInputException;

/** Universes in which a stack was measured and says nothing. */
class LeftOutUniverseTest {
    private static final List<String> UNIVERSES = List.of("a", "b", "c", "d", "e", "f");

    private final SyntheticSlices run = new SyntheticSlices();

    private Exploration exploration(String scenario, String endsInIt) {
        run.scenarios = new ArrayList<>(UNIVERSES);
        run.endsInTheSecondBlock(endsInIt, scenario);
        return Exploration.ofMeasured(run.result());
    }

    @Test
    void whereTheReferenceStackHasAnErrorNoStackSaysAnythingAndNoBlockComesBack() {
        Exploration exploration = exploration("c", "flask-gunicorn-2");
        assertEquals(
                List.of("c aiohttp", "c starlette"),
                exploration.unusable().stream()
                        .map(one -> one.scenario() + " " + one.stack())
                        .toList());
        assertTrue(
                exploration.unusable().getFirst().why().startsWith("the reference stack, flask"));
        List<String> next = exploration.next(UNIVERSES.size());
        assertEquals(5, next.size(), next.toString());
        assertFalse(next.contains("c"), next.toString());
        assertEquals(
                List.of("c"),
                exploration.cells().stream()
                        .filter(cell -> !cell.measured())
                        .map(Explored::scenario)
                        .distinct()
                        .toList());
    }

    @Test
    void whereOneStackHasAnErrorTheOthersStillTellSomething() {
        Exploration exploration = exploration("c", "aiohttp");
        assertEquals(
                List.of("c aiohttp"),
                exploration.unusable().stream()
                        .map(one -> one.scenario() + " " + one.stack())
                        .toList());
        assertTrue(exploration.next(UNIVERSES.size()).contains("c"));
    }

    @Test
    void withoutAUniverseThatSaysAnythingThereIsNoExploration() {
        run.endsInTheSecondBlock("flask-gunicorn-2", "baseline");
        InvalidInputException nothing =
                assertThrows(
                        InvalidInputException.class, () -> Exploration.ofMeasured(run.result()));
        assertTrue(nothing.text().contains("says nothing of its scenarios: the reference stack"));
    }
}
