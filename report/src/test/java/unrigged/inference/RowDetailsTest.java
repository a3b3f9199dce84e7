package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Row.SliceState;
import unrigged.journal.Journal;

/** When slices were, and what became of each. */
class RowDetailsTest {
    private final SyntheticSlices run = new SyntheticSlices();

    @Test
    void aSliceIsAtTheMiddleOfItsWindow() {
        Row.Slice first = slices("aiohttp").getFirst();
        List<Journal.Entry> entries = run.journal().entries();
        int index = 0;
        while (!(entries.get(index).event() instanceof TrialMeasured measured
                && measured.slot().stack().equals("aiohttp"))) {
            index++;
        }
        // its record comes `index` seconds after the first, 0.1 s after the end of its half a
        // second
        assertEquals((index - 0.1 - 0.25) / 60, first.minute(), 1e-9);
        assertEquals(1, first.block());
        assertEquals(1, first.round());
    }

    @Test
    void laterRoundsAreLater() {
        double before = 0;
        for (Row.Slice slice : slices("starlette")) {
            assertTrue(slice.minute() > before);
            assertTrue(slice.p50Ms().orElseThrow() <= slice.p99Ms().orElseThrow());
            before = slice.minute();
        }
    }

    @Test
    void allCountInAFlawlessRun() {
        assertEquals(Map.of(SliceState.COUNTED, 10), states("aiohttp"));
    }

    @Test
    void aRoundThatWasMeasuredAgainIsThereTwice() {
        run.repeated.put(2, 1);
        assertEquals(Map.of(SliceState.COUNTED, 10, SliceState.REPLACED, 1), states("aiohttp"));
        assertEquals(
                Map.of(SliceState.COUNTED, 20, SliceState.REPLACED, 2),
                states(SyntheticSlices.REFERENCE));
    }

    @Test
    void aServerThatEndsLeavesNoFigureOfItsBlock() {
        run.endsInTheSecondBlock("aiohttp", "baseline");
        assertEquals(Map.of(SliceState.COUNTED, 8, SliceState.FAILED, 2), states("aiohttp"));
        assertTrue(
                slices("aiohttp").stream()
                        .filter(slice -> slice.state() == SliceState.FAILED)
                        .allMatch(slice -> slice.perSecond().equals(OptionalDouble.empty())));
    }

    @Test
    void whatAServerGaveBeforeItEndedIsLost() {
        run.flaw =
                slice ->
                        slice.fails =
                                slice.server.equals("aiohttp")
                                        && slice.block == 2
                                        && slice.round == 2;
        assertEquals(
                Map.of(SliceState.COUNTED, 8, SliceState.LOST, 1, SliceState.FAILED, 1),
                states("aiohttp"));
    }

    @Test
    void fewAnswersHaveNoPercentile() {
        run.flaw = slice -> slice.perSecond = 40;
        Row.Slice few = slices("aiohttp").getFirst();
        assertEquals(OptionalDouble.of(40), few.perSecond());
        assertTrue(few.p50Ms().isPresent());
        assertEquals(OptionalDouble.empty(), few.p99Ms());
    }

    private List<Row.Slice> slices(String stack) {
        return run.row(stack).details().slices();
    }

    private Map<SliceState, Integer> states(String stack) {
        Map<SliceState, Integer> states = new EnumMap<>(SliceState.class);
        slices(stack).forEach(slice -> states.merge(slice.state(), 1, Integer::sum));
        return states;
    }
}
