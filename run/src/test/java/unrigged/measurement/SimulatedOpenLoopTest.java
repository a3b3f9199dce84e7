package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.SliceRequest;

/** Open loops of a plan, on a machine that is known. */
class SimulatedOpenLoopTest {
    private static final long MS = 1_000_000;
    private static final String PLAN =
            """
            name: rates
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [better-async, rate]
            define:
              rate: {workers_sync: tuned, workers_async: tuned, clients: "64", db_sessions: "8", delay: 2*cpu_per_request, settings: {load: {rate: 50/s}}}
            blocks: 3
            rounds: 2
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SimulatedRun run() throws IOException, InterruptedException {
        SimulatedRun run =
                new SimulatedRun(
                        folder,
                        PLAN,
                        Map.of(
                                "flask-gunicorn",
                                SimulatedStack.sync(3 * MS),
                                "starlette-uvicorn",
                                SimulatedStack.async(2 * MS)),
                        SimulatedNoise.withoutSteal(1));
        run.go();
        return run;
    }

    @Test
    void stacksOfARoundHaveTheSameArrivalsAndRoundsHaveOthers() throws Exception {
        Map<String, Set<Long>> seeds = new TreeMap<>();
        for (SliceRequest slice : run().machine.slices()) {
            if (slice.slot().scenario().equals("rate")) {
                seeds.computeIfAbsent(
                                slice.slot().block() + " " + slice.turn().round(),
                                _ -> new TreeSet<>())
                        .add(slice.arrivals().orElseThrow());
                assertEquals(Duration.ofSeconds(3), slice.timing().window());
            } else {
                assertTrue(slice.arrivals().isEmpty(), slice.toString());
                assertEquals(Duration.ofMillis(500), slice.timing().window());
            }
        }
        assertEquals(6, seeds.size());
        Set<Long> different = new HashSet<>();
        seeds.forEach((round, own) -> {
            assertEquals(1, own.size(), round);
            assertTrue(own.iterator().next() >= 0, "an option's value begins with no minus");
            different.addAll(own);
        });
        assertEquals(6, different.size());
    }

    /** What is learnt before the blocks is learnt of closed loops. */
    @Test
    void calibrationAndSearchesAreClosedLoops() throws Exception {
        SimulatedRun run = run();
        for (Event.TrialMeasured one : run.journal().all(Event.TrialMeasured.class)) {
            boolean ofBlock = one.slot().purpose() == Purpose.BLOCK;
            boolean open = ofBlock && one.slot().scenario().equals("rate");
            assertEquals(open, one.settings().ratePerSecond().isPresent(), one.slot().id());
            if (open) {
                assertEquals(50, one.load().perSecond(), 1, one.slot().id());
            }
        }
        assertTrue(
                run.journal().all(Event.TrialMeasured.class).stream()
                        .anyMatch(one -> one.slot().purpose() == Purpose.WORKER_SEARCH));
    }
}
