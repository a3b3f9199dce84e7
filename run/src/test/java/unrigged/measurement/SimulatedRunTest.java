package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.WorkersTuned;
import unrigged.experiment.Purpose;
import unrigged.journal.Journal;
import unrigged.measurement.SimulatedStack.Flaw;
import unrigged.program.EnvironmentException;

/** Schedules, searches, failures, kills and resumes, on a machine that is known. */
class SimulatedRunTest {
    private static final long MS = 1_000_000;
    private static final String FLASK = "flask-gunicorn";
    private static final String STARLETTE = "starlette-uvicorn";
    private static final String TOMCAT = "tomcat-platform";

    private static final String PLAN =
            """
            name: simulated
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn, tomcat-platform]
            scenarios: [better-async, better-sync]
            blocks: 4
            deployment: alone
            """;

    private static final String TUNED =
            """
            name: tuned
            scale: absolute
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [searched]
            blocks: 1
            deployment: alone
            define:
              searched: {workers_sync: tuned from 4, workers_async: tuned from 4, clients: 24, db_sessions: 24, delay: 0.1}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Map<String, SimulatedStack> stacks() {
        Map<String, SimulatedStack> stacks = new HashMap<>();
        stacks.put(FLASK, SimulatedStack.sync(3 * MS));
        stacks.put(STARLETTE, SimulatedStack.async(2 * MS));
        stacks.put(TOMCAT, SimulatedStack.sync(MS));
        return stacks;
    }

    private SimulatedRun run(String name, Map<String, SimulatedStack> stacks) throws IOException {
        return new SimulatedRun(
                folder.resolve(name), PLAN, stacks, SimulatedNoise.sharedMachine(1));
    }

    @Test
    void everySlotIsMeasuredOnceInTheOrderOfTheSchedule() throws Exception {
        SimulatedRun run = run("whole", stacks());
        run.go();
        assertEquals("calibration.1-01", run.order().getFirst());
        List<Integer> positions =
                run.journal().ended().values().stream().map(e -> e.slot().position()).toList();
        assertEquals(2 * 3 * 4, positions.size());
        for (int i = 0; i < positions.size(); i++) {
            assertEquals(i + 1, positions.get(i));
        }
        assertTrue(run.journal().last(Event.RunStopped.class).orElseThrow().complete());
    }

    /** Wherever it is killed, and however often: the same trials, in the same order. */
    @Test
    void aRunThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws Exception {
        SimulatedRun whole = run("whole", stacks());
        whole.go();
        for (int every = 1; every <= 9; every++) {
            SimulatedRun killed = run("every-" + every, stacks());
            int kills = 0;
            for (boolean done = false; !done; ) {
                // First behind the calibration, which would be begun anew.
                killed.machine.killAt(kills == 0 ? calibrationSteps(whole) + 1 : every + 1);
                try {
                    killed.go();
                    done = true;
                } catch (SimulatedMeasurement.Killed _) {
                    kills++;
                }
            }
            assertTrue(kills >= 2, "killed " + kills + " times");
            assertEquals(whole.order(), killed.order());
            Journal journal = killed.journal();
            assertEquals(kills, journal.all(Event.RunResumed.class).size());
            assertEquals(1, journal.all(Event.Calibrated.class).size());
            assertEquals(2, journal.all(Event.ScenarioResolved.class).size());
            assertEquals(
                    whole.journal().ended().size(),
                    journal.all(Observation.class).stream()
                            .filter(end -> end.slot().purpose() == Purpose.BLOCK)
                            .count());
        }
    }

    /** One deployment, its slices and its end. */
    private static int calibrationSteps(SimulatedRun run) {
        return 2
                + (int)
                        run.journal().all(Observation.class).stream()
                                .filter(end -> end.slot().purpose() == Purpose.CALIBRATION)
                                .count();
    }

    /** Asking a finished run to go on measures nothing. */
    @Test
    void aFinishedRunHasNothingLeft() throws Exception {
        SimulatedRun run = run("whole", stacks());
        run.go();
        int measured = run.machine.measured().size();
        run.go();
        assertEquals(measured, run.machine.measured().size());
        assertTrue(run.journal().last(Event.RunStopped.class).orElseThrow().complete());
    }

    @Test
    void aStackThatFailsCostsItsOwnTrialsAlone() throws Exception {
        Map<String, SimulatedStack> stacks = stacks();
        stacks.put(TOMCAT, SimulatedStack.sync(MS).with(Flaw.DIES));
        SimulatedRun run = run("dies", stacks);
        run.go();
        assertEquals(24, run.journal().ended().size());
        assertEquals(16, run.journal().measured().size());
    }

    @Test
    void anInterruptionIsRecordedAndTheTrialRepeated() throws Exception {
        SimulatedRun run = run("interrupted", stacks());
        run.machine.interruptNext();
        assertThrows(InterruptedException.class, run::go);
        Event.RunStopped stopped = run.journal().last(Event.RunStopped.class).orElseThrow();
        assertEquals("interrupted", stopped.why().orElse(""));
        run.go();
        assertEquals(24, run.journal().measured().size());
    }

    @Test
    void aMachineThatIsLostEndsTheRunWithAWayToGoOn() throws Exception {
        SimulatedRun run = run("lost", stacks());
        run.machine.loseWith(new UncheckedIOException(new IOException("the directory is gone")));
        EnvironmentException ended = assertThrows(EnvironmentException.class, run::go);
        assertTrue(ended.text().contains("then resume the run"));
        run.go();
        assertEquals(24, run.journal().measured().size());
    }

    @Test
    void whatStealTakesIsRecordedBesideTheThroughput() throws Exception {
        SimulatedRun run =
                new SimulatedRun(
                        folder.resolve("steal"),
                        PLAN,
                        stacks(),
                        new SimulatedNoise(1, 0, 0, 0, 0, 0.4));
        run.go();
        List<Event.TrialMeasured> ofOneCell =
                run.journal().measured().stream()
                        .filter(trial -> trial.slot().stack().equals(FLASK))
                        .filter(trial -> trial.slot().scenario().equals("better-sync"))
                        .sorted(
                                Comparator.comparingLong(
                                        (Event.TrialMeasured trial) -> trial.machine().stealNs()))
                        .toList();
        List<Double> perSecond = ofOneCell.stream().map(t -> t.load().perSecond()).toList();
        assertEquals(4, perSecond.size());
        assertEquals(perSecond.stream().sorted(Comparator.reverseOrder()).toList(), perSecond);
        assertTrue(ofOneCell.getLast().machine().stealNs() > 0);
    }

    /** 24 clients, each query sleeps 100 ms: a sync stack needs a worker for each client. */
    @Test
    void aSearchFindsTheWorkersAndGoesOnWhereItWasKilled() throws Exception {
        SimulatedRun whole =
                new SimulatedRun(folder.resolve("a"), TUNED, stacks(), SimulatedNoise.NONE);
        whole.go();
        SimulatedRun killed =
                new SimulatedRun(folder.resolve("b"), TUNED, stacks(), SimulatedNoise.NONE);
        killed.machine.killAt(6);
        assertThrows(SimulatedMeasurement.Killed.class, killed::go);
        killed.go();
        assertEquals(whole.order(), killed.order());
        for (SimulatedRun run : List.of(whole, killed)) {
            List<WorkersTuned> tuned = run.journal().all(WorkersTuned.class);
            assertEquals(
                    List.of(FLASK, STARLETTE), tuned.stream().map(WorkersTuned::stack).toList());
            assertEquals(24, tuned.getFirst().workers());
            assertEquals(1, tuned.getLast().workers());
            run.journal()
                    .measured()
                    .forEach(trial ->
                            assertEquals(
                                    trial.slot().stack().equals(FLASK) ? 24 : 1,
                                    trial.settings().workers()));
        }
    }
}
