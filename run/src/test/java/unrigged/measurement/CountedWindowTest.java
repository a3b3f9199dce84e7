package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.metric.LoadResult;

class CountedWindowTest {
    private static final LoadResult ANSWERED = window(84, 0, 0, 0);
    private static final LoadResult EMPTY = window(0, 0, 745, 0.3);

    private final List<String> steps = new ArrayList<>();

    @Test
    void aWindowWithAnAnswerIsMeasuredOnce() throws Exception {
        CountedWindow<LoadResult> counted = counted(ANSWERED);
        assertEquals(new CountedWindow<>(ANSWERED, Optional.empty()), counted);
        assertEquals("", counted.inWindows());
        assertEquals(List.of("window"), steps);
    }

    @Test
    void inThePlaceOfAnEmptyOneTheNextCounts() throws Exception {
        assertEquals(new CountedWindow<>(ANSWERED, Optional.of(EMPTY)), counted(EMPTY, ANSWERED));
        assertEquals(List.of("window", "between", "window"), steps);
    }

    @Test
    void ofTwoEmptyOnesThereIsNoThird() throws Exception {
        CountedWindow<LoadResult> counted = counted(EMPTY, EMPTY);
        assertEquals(0, counted.window().ok());
        assertEquals(List.of("window", "between", "window"), steps);
        assertTrue(counted.inWindows().contains("two windows"), counted.inWindows());
    }

    /** A failure is an end, too; what hangs does so in the next window as well. */
    @Test
    void aWindowWithFailuresOrHungRequestsIsNotEmpty() throws Exception {
        for (LoadResult one :
                List.of(window(0, 3, 745, 0.3), window(0, 0, 1_300, 0.3), window(0, 0, 745, 0))) {
            assertEquals(new CountedWindow<>(one, Optional.empty()), counted(one));
        }
        assertEquals(List.of("window", "window", "window"), steps);
    }

    private CountedWindow<LoadResult> counted(LoadResult... windows) throws Exception {
        List<LoadResult> left = new ArrayList<>(List.of(windows));
        return CountedWindow.of(
                () -> {
                    steps.add("window");
                    return left.removeFirst();
                },
                result -> result,
                () -> steps.add("between"));
    }

    /** Of half a second, with 37 clients. */
    private static LoadResult window(long ok, long resets, double oldestMs, double drainS) {
        OptionalDouble none = OptionalDouble.empty();
        return new LoadResult(
                ok,
                resets > 0 ? Map.of("reset", resets) : Map.of(),
                37,
                OptionalLong.empty(),
                OptionalDouble.of(oldestMs),
                OptionalLong.of(oldestMs > 250 ? 37 : 0),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.of(ok),
                OptionalLong.of(0),
                OptionalDouble.of(drainS),
                0.5,
                ok / 0.5,
                new LoadResult.Latency(none, none, none, none, none, none),
                none,
                none,
                "uring",
                "healthy",
                37,
                37,
                none,
                none,
                List.of());
    }
}
