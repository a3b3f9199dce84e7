package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.PlanForecast;

/** How far a run of deployments is, and how long it still takes. */
class RunProgressTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static double seconds(ConsoleRun run) {
        return run.progress.remaining().orElseThrow().toMillis() / 1e3;
    }

    private static double seconds(PlanForecast forecast) {
        return forecast.parts().total().toMillis() / 1e3;
    }

    private static void calibrated(ConsoleRun run) {
        run.console.recorded(ConsoleRun.CALIBRATED);
    }

    @Test
    void beforeItsFirstEventARunTakesWhatIsForecast() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        assertEquals(seconds(run.forecast()), seconds(run), 0.01);
        calibrated(run);
        assertEquals(
                seconds(run.forecast()) - run.forecast().parts().calibration(), seconds(run), 0.01);
    }

    @Test
    void slicesOfCalibrationAreNoProgressOfABlock() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        run.wallNs = 900_000_000_000L;
        run.round(1, 0, 420, 640);
        assertEquals(seconds(run.forecast()), seconds(run), 0.01);
    }

    @Test
    void unavailableStacksAreLeftOut() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        run.console.recorded(new Event.StackUnavailable("vertx", "there is no JVM"));
        assertEquals(seconds(run.forecast("vertx")), seconds(run), 0.01);
        assertTrue(seconds(run) < seconds(run.forecast()) - 50, "as if it were measured");
    }

    @Test
    void whatIsLeftIsCorrectedByWhatWasSeen() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        calibrated(run);
        PlanForecast.Parts parts = run.forecast().parts();
        double startS = (parts.starts() + parts.warmUps()) / 4;
        run.start(1, 1);
        run.console.recorded(run.ready(2 * startS, Map.of(), true));
        double restS = parts.slices() + parts.stops();
        assertEquals(2 * 3 * startS + restS, seconds(run), 0.5, "starts twice as slow");
        run.wallNs = 5_000_000_000L;
        run.round(1, 0, 420, 640);
        double roundS = 4 * 5;
        assertEquals(3 * 2 * startS + 7 * roundS, seconds(run) - parts.stops(), 0.1);
        run.round(2, 0, 420, 640);
        run.end();
        assertEquals(3 * (2 * startS + 2 * roundS + 2), seconds(run), 0.1, "three such blocks");
    }

    @Test
    void aRepeatedRoundIsNoProgress() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        run.start(1, 1);
        run.round(1, 0, 420, 640);
        double before = seconds(run);
        run.wallNs = 9_000_000_000L;
        run.round(1, 1, 420, 640);
        assertEquals(before, seconds(run), 1e-9);
    }

    @Test
    void aVoidBlockIsLeftWhole() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 4, 2);
        calibrated(run);
        run.start(1, 1);
        run.console.recorded(run.ready(20, Map.of(), true));
        run.round(1, 0, 420, 640);
        run.console.recorded(run.ended(Optional.of("the database exited"), 2_000_000_000L));
        assertEquals(4 * (20 + 2 * 4 + 2), seconds(run), 0.1);
        assertEquals(0, run.progress.blocksDone());
    }

    @Test
    void timeGoesOnWithinAStepButNoFurtherThanTheStep() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 1, 1);
        calibrated(run);
        PlanForecast.Parts parts = run.forecast().parts();
        double startS = parts.starts() + parts.warmUps();
        run.start(1, 1);
        double before = seconds(run);
        run.nowNs = 3_000_000_000L;
        assertEquals(before - 3, seconds(run), 0.01);
        run.nowNs = 900_000_000_000L;
        assertEquals(before - startS, seconds(run), 0.01);
    }

    @Test
    void aRunWithABudgetTakesNoLongerAndThenAsManyBlocksAsWereFixed() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 40, 2, "budget: 5m");
        assertEquals(300, seconds(run), 1e-9);
        calibrated(run);
        run.start(1, 1);
        assertEquals("block 1", run.progress.block());
        run.console.recorded(run.ready(20, Map.of(), true));
        run.wallNs = 5_000_000_000L;
        run.round(1, 0, 420, 640);
        run.round(2, 0, 420, 640);
        assertEquals(300 - 20 - 8 * 5, seconds(run), 1e-9);
        run.end();
        run.shown();
        run.console.recorded(new Event.BlocksFixed(4, 62_000_000_000L));
        assertEquals(
                List.of("a block takes 1:02: 4 of them end within 5:00 (… to go)"), run.shown());
        assertEquals(3 * (20 + 8 * 5 + 2), seconds(run), 0.1);
        run.start(2, 1);
        assertEquals("block 2 of 4", run.progress.block());
    }

    @Test
    void atTheEndNothingIsLeft() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 1, 1);
        calibrated(run);
        run.start(1, 1);
        run.console.recorded(run.ready(20, Map.of("vertx", "no such file"), true));
        run.round(1, 0, 420, 0);
        run.end();
        run.nowNs = 900_000_000_000L;
        assertEquals(Optional.of(Duration.ZERO), run.progress.remaining());
        assertEquals(1, run.progress.blocksDone());
    }
}
