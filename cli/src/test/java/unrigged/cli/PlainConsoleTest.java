package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.History;
import unrigged.experiment.Purpose;

/** What is shown of a run of deployments where standard error is no terminal. */
class PlainConsoleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aBlockIsShownByItsStartItsRoundsAndItsEnd() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 5, 2);
        run.start(2, 1);
        run.console.recorded(run.ready(24, Map.of(), true));
        run.round(1, 0, 420, 640);
        run.round(2, 0, 400, 620);
        run.end();
        assertEquals(
                List.of(
                        "block 2 of 5: starting 4 servers (… to go)",
                        "block 2 of 5: ready after 6.0 s, warmed 18 s; vertx 14.2 s",
                        "block 2 of 5: round 1 baseline: flask-gunicorn 200/s, starlette-uvicorn 2.10×, vertx 3.20× (… to go)",
                        "block 2 of 5: round 2 baseline: flask-gunicorn 200/s, starlette-uvicorn 2.00×, vertx 3.10× (… to go)",
                        "block 2 of 5: done in 0:34 (… to go)"),
                run.shown());
    }

    /** When the next slice begins, not when it has ended. */
    @Test
    void aRoundIsShownAsSoonAsTheNextOneBegins() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 5, 2);
        run.start(1, 1);
        run.round(1, 0, 420, 640);
        run.shown();
        run.console.phase(run.slot(2, 0, 1, "vertx", 1), "window");
        assertEquals(1, run.shown().size());
        run.console.phase(run.slot(2, 0, 2, "flask-gunicorn", 1), "window");
        assertEquals(List.of(), run.shown());
    }

    @Test
    void aServerThatDoesNotStartIsShownWithTheFirstLinesOfItsEvidence() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 2, 1);
        run.start(1, 1);
        run.shown();
        run.console.recorded(run.ready(8, Map.of("vertx", "1\n2\n\n3\n4\n5\n6\n"), true));
        run.round(1, 0, 420, 0);
        run.end();
        assertEquals(
                List.of(
                        "block 1 of 2: vertx did not start: exited unexpectedly (status 1)",
                        "    1",
                        "    2",
                        "    3",
                        "    4",
                        "    5",
                        "block 1 of 2: ready after 2.0 s, warmed 6 s",
                        "block 1 of 2: round 1 baseline: flask-gunicorn 200/s, starlette-uvicorn 2.10× (… to go)",
                        "block 1 of 2: done in 0:13 (… to go)"),
                run.shown());
        assertEquals(1, run.progress.failed());
    }

    @Test
    void aServerThatFailsUnderLoadAndOneThatIsNotSteadyAreNamed() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 2, 1);
        run.start(1, 1);
        run.shown();
        run.console.recorded(run.ready(8, Map.of(), false));
        run.fails(1, 1, "starlette-uvicorn", "Killed");
        assertEquals(
                List.of(
                        "block 1 of 2: ready after 2.0 s, warmed 6 s; vertx 14.2 s; not steady: vertx",
                        "block 1 of 2: starlette-uvicorn FAILED in window of round 1 baseline and is not measured any more in this block: exited unexpectedly (status 137)",
                        "    Killed"),
                run.shown());
    }

    @Test
    void afterTheLastBlockThereIsNoTimeToGo() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 1, 1);
        run.console.recorded(
                new Event.Calibrated(
                        "flask-gunicorn",
                        999,
                        Map.of(),
                        2_310_000,
                        OptionalInt.empty(),
                        OptionalDouble.empty()));
        run.start(1, 1);
        run.console.recorded(run.ready(8, Map.of(), true));
        run.round(1, 0, 420, 640);
        run.end();
        assertEquals("block 1 of 1: done in 0:14", run.shown().getLast());
    }

    @Test
    void aRepeatedRoundIsShownWithTheReason() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 5, 2);
        run.start(3, 1);
        run.steal = 0.12;
        run.round(1, 0, 420, 640);
        run.steal = 0;
        run.round(1, 1, 400, 620);
        run.round(2, 0, 400, 620);
        assertEquals(
                List.of(
                        "block 3 of 5: starting 4 servers (… to go)",
                        "block 3 of 5: round 1 baseline: flask-gunicorn 200/s, starlette-uvicorn 2.10×, vertx 3.20× (… to go)",
                        "block 3 of 5: round 1 baseline is repeated: the hypervisor or other programs took 12 % of the CPU time in its windows, more than 8 %",
                        "block 3 of 5: round 1 baseline again: flask-gunicorn 200/s, starlette-uvicorn 2.00×, vertx 3.10× (… to go)"),
                run.shown());
    }

    @Test
    void aBlockThatFailsIsBegunAnewAndNoneOfItsLastRoundIsShown() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 5, 2);
        run.start(3, 1);
        run.round(1, 0, 420, 640);
        run.shown();
        run.console.recorded(run.ended(Optional.of("the database exited"), 1));
        run.start(3, 2);
        assertEquals(
                List.of(
                        "block 3 of 5: failed: the database exited",
                        "block 3 of 5, attempt 2: starting 4 servers (… to go)"),
                run.shown());
    }

    @Test
    void aResumedRunShowsHowManyBlocksAreDone() throws Exception {
        ConsoleRun before = new ConsoleRun(folder, 5, 1);
        before.start(1, 1);
        ConsoleRun run = new ConsoleRun(folder, 5, 1);
        run.progress.before(
                new History(
                        List.of(
                                ConsoleRun.started(1, 1),
                                before.ended(Optional.of("the database exited"), 1),
                                ConsoleRun.started(1, 2),
                                before.ended(Optional.empty(), 1),
                                ConsoleRun.started(2, 1))));
        run.console.recorded(new Event.RunResumed(17));
        run.start(2, 2);
        assertEquals(
                List.of(
                        "resumed; 1 of 5 blocks are done (… to go)",
                        "block 2 of 5, attempt 2: starting 4 servers (… to go)"),
                run.shown());
    }

    @Test
    void calibrationHasALineAtItsStartAndItsResult() throws Exception {
        ConsoleRun run = new ConsoleRun(folder, 5, 1);
        run.console.recorded(
                new Event.DeploymentStarted(
                        "calibration",
                        Purpose.CALIBRATION,
                        0,
                        1,
                        List.of(ConsoleRun.server("flask-gunicorn", 1))));
        run.console.recorded(
                new Event.DeploymentReady("calibration", 1, List.of(), 1, 1, OptionalLong.empty()));
        run.console.recorded(
                new Event.DeploymentEnded(
                        "calibration", 1, true, Optional.empty(), "", List.of(), Map.of(), 1));
        run.console.recorded(ConsoleRun.CALIBRATED);
        assertEquals(
                List.of(
                        "calibrating: the CPU time of one request of flask-gunicorn",
                        "one request of flask-gunicorn takes 2.31 ms of CPU over all tiers ± 4 % (95 %, 12 slices)"),
                run.shown());
    }
}
