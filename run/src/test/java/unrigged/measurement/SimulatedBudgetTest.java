package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.Event.BlocksFixed;
import unrigged.experiment.Event.DeploymentStarted;
import unrigged.experiment.Purpose;

/** As many blocks as end within a time, on a known machine. */
class SimulatedBudgetTest {
    private static final long MS = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The slower its stacks, the longer its delays and with them its blocks. */
    private SimulatedHistory run(String budget, long slower) throws IOException {
        return new SimulatedHistory(
                folder,
                """
                name: simulated
                stacks: [flask-gunicorn, starlette-uvicorn]
                scenarios: [better-async, better-sync]
                blocks: 9
                rounds: 2
                """
                        + budget,
                Map.of(
                        "flask-gunicorn",
                        SimulatedStack.sync(slower * 3 * MS),
                        "starlette-uvicorn",
                        SimulatedStack.async(slower * 2 * MS)),
                SimulatedNoise.withoutSteal(1));
    }

    private static long blocks(SimulatedHistory run) {
        return run.history().all(DeploymentStarted.class).stream()
                .filter(started -> started.purpose() == Purpose.BLOCK)
                .count();
    }

    private static double seconds(SimulatedHistory run) {
        return run.history().events().stream().mapToLong(Event::durationNs).sum() / 1e9;
    }

    private static double wholeS(SimulatedHistory run) throws InterruptedException {
        run.go();
        assertEquals(9, blocks(run));
        return seconds(run);
    }

    private static String budget(double seconds) {
        return "budget: " + Math.round(seconds) + "s\n";
    }

    @Test
    void theFirstBlockSaysHowManyThereIsTimeFor() throws Exception {
        double wholeS = wholeS(run("", 1));
        SimulatedHistory limited = run(budget(0.6 * wholeS), 1);
        limited.go();
        BlocksFixed fixed = limited.history().last(BlocksFixed.class).orElseThrow();
        assertEquals(fixed.blocks(), blocks(limited));
        assertTrue(
                seconds(limited) + 1.1 * fixed.blockNs() / 1e9 > 0.6 * wholeS,
                "another block would have ended in time: " + fixed);
        assertTrue(seconds(limited) <= 0.6 * wholeS, seconds(limited) + " of " + 0.6 * wholeS);
        SimulatedHistory long_ = run(budget(2 * wholeS), 1);
        long_.go();
        assertEquals(9, blocks(long_), "the plan's blocks are the most");
    }

    @Test
    void onASlowerMachineThereAreFewer() throws Exception {
        double wholeS = wholeS(run("", 1));
        SimulatedHistory slow = run(budget(wholeS), 3);
        slow.go();
        assertTrue(blocks(slow) < 9, blocks(slow) + " blocks");
        assertTrue(seconds(slow) <= wholeS, seconds(slow) + " of " + wholeS);
    }

    @Test
    void threeAreMeasuredHoweverShortTheTimeIs() throws Exception {
        SimulatedHistory run = run("budget: 10s\n", 1);
        run.go();
        assertEquals(3, blocks(run));
    }

    /** What an interrupted block took is time, too. */
    @Test
    void killedAtAnyStepItEndsInTimeAllTheSame() throws Exception {
        double budgetS = Math.round(0.6 * wholeS(run("", 1)));
        SimulatedHistory whole = run(budget(budgetS), 1);
        whole.go();
        int steps = whole.machine.steps();
        int fewer = 0;
        for (int step = 1; step <= steps; step++) {
            SimulatedHistory killed = run(budget(budgetS), 1);
            killed.machine.killAt(step);
            assertThrows(SimulatedMeasurement.Killed.class, killed::go);
            killed.go();
            int fixed = killed.history().last(BlocksFixed.class).orElseThrow().blocks();
            assertEquals(
                    fixed,
                    killed.counted().stream().mapToInt(end -> end.slot().block()).max().orElse(0),
                    "killed at " + step);
            assertTrue(seconds(killed) <= budgetS, seconds(killed) + " s, killed at " + step);
            fewer += fixed < blocks(whole) ? 1 : 0;
        }
        assertTrue(fewer > 0, "each as many as without an interruption");
    }
}
