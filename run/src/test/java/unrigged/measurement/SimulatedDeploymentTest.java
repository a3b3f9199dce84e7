package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.measurement.SimulatedStack.Flaw;
import unrigged.program.EnvironmentException;

/** Blocks of concurrent deployments, their failures, kills and resumes, on a known machine. */
class SimulatedDeploymentTest {
    private static final long MS = 1_000_000;
    private static final String FLASK = "flask-gunicorn";
    private static final String STARLETTE = "starlette-uvicorn";
    private static final String TOMCAT = "tomcat-platform";

    private static final String PLAN =
            """
            name: simulated
            stacks: [flask-gunicorn, starlette-uvicorn, tomcat-platform]
            scenarios: [better-async, better-sync]
            blocks: 3
            rounds: 2
            """;

    /** Of one block: two turns of the reference stack and one of each other, twice, twice. */
    private static final int SLICES = 4 * 2 * 2;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Map<String, SimulatedStack> stacks() {
        Map<String, SimulatedStack> stacks = new HashMap<>();
        stacks.put(FLASK, SimulatedStack.sync(3 * MS));
        stacks.put(STARLETTE, SimulatedStack.async(2 * MS));
        stacks.put(TOMCAT, SimulatedStack.jvm(MS));
        return stacks;
    }

    private SimulatedHistory run(Map<String, SimulatedStack> stacks) throws IOException {
        return new SimulatedHistory(folder, PLAN, stacks, SimulatedNoise.withoutSteal(1));
    }

    private SimulatedHistory finished(String flawed, Flaw flaw) throws Exception {
        Map<String, SimulatedStack> stacks = stacks();
        stacks.computeIfPresent(flawed, (_, stack) -> stack.with(flaw));
        SimulatedHistory run = run(stacks);
        run.go();
        return run;
    }

    private static long measured(SimulatedHistory run, String stack, int block) {
        return run.counted().stream()
                .filter(TrialMeasured.class::isInstance)
                .filter(end -> end.slot().stack().equals(stack) && end.slot().block() == block)
                .count();
    }

    @Test
    void everyBlockIsOneDeploymentWithAllItsRounds() throws Exception {
        SimulatedHistory run = finished(FLASK, Flaw.NONE);
        assertEquals(
                List.of("calibration", "b01", "b02", "b03"),
                run.machine.deployed().stream().map(d -> d.id()).toList());
        assertEquals(3 * SLICES, run.counted().size());
        for (int block = 1; block <= 3; block++) {
            assertEquals(8, measured(run, FLASK, block));
            assertEquals(4, measured(run, STARLETTE, block));
            assertEquals(4, measured(run, TOMCAT, block));
        }
        assertEquals(3 * SLICES, Set.copyOf(SimulatedHistory.ids(run.counted())).size());
    }

    /** The interrupted block is void and begun anew; the others are neither repeated nor lost. */
    @Test
    void killedAtAnyStepTheSameBlocksAreMeasured() throws Exception {
        SimulatedHistory whole = finished(FLASK, Flaw.NONE);
        Map<Integer, List<String>> blocks = byBlock(whole);
        for (int step = 1; step <= whole.machine.steps(); step++) {
            SimulatedHistory killed = run(stacks());
            killed.machine.killAt(step);
            assertThrows(SimulatedMeasurement.Killed.class, killed::go);
            int interrupted =
                    killed.machine.deployed().isEmpty()
                            ? 0
                            : killed.machine.deployed().getLast().block();
            killed.go();
            assertEquals(3 * SLICES, killed.counted().size(), "killed at step " + step);
            byBlock(killed)
                    .forEach((block, ids) -> {
                        assertEquals(SLICES, Set.copyOf(ids).size());
                        if (block != interrupted && block != interrupted + 1) {
                            assertEquals(blocks.get(block), ids);
                        }
                    });
        }
    }

    private static Map<Integer, List<String>> byBlock(SimulatedHistory run) {
        return run.counted().stream()
                .collect(
                        Collectors.groupingBy(
                                end -> end.slot().block(),
                                Collectors.mapping(end -> end.slot().id(), Collectors.toList())));
    }

    @Test
    void theSameKillHasTheSameOrder() throws Exception {
        List<List<String>> orders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            SimulatedHistory run = run(stacks());
            run.machine.killAt(30);
            assertThrows(SimulatedMeasurement.Killed.class, run::go);
            run.go();
            orders.add(SimulatedHistory.ids(run.history().all(Observation.class)));
        }
        assertEquals(orders.getFirst(), orders.getLast());
    }

    @Test
    void aStackThatDiesInABlockHasNothingMoreInThatBlock() throws Exception {
        SimulatedHistory run = finished(STARLETTE, Flaw.DIES_IN_ONE_BLOCK);
        assertEquals(List.of(4L, 2L, 4L), perBlock(run, STARLETTE));
        assertEquals(List.of(8L, 8L, 8L), perBlock(run, FLASK));
        assertEquals(List.of(4L, 4L, 4L), perBlock(run, TOMCAT));
        assertEquals(1, run.history().all(TrialFailed.class).size());
    }

    @Test
    void aStackThatDoesNotStartInABlockIsLeftOutOfThatBlock() throws Exception {
        SimulatedHistory run = finished(STARLETTE, Flaw.DOES_NOT_START_IN_ONE_BLOCK);
        assertEquals(List.of(4L, 0L, 4L), perBlock(run, STARLETTE));
        assertEquals(List.of(8L, 8L, 8L), perBlock(run, FLASK));
    }

    @Test
    void aStackThatHangsOrIsSlowInABlockSaysSoInThatBlockAlone() throws Exception {
        SimulatedHistory hangs = finished(STARLETTE, Flaw.HANGS_IN_ONE_BLOCK);
        assertEquals(
                Set.of(STARLETTE + 2),
                hangs.counted().stream()
                        .filter(end -> ((TrialMeasured) end).load().hung())
                        .map(end -> end.slot().stack() + end.slot().block())
                        .collect(Collectors.toSet()));
        SimulatedHistory slow = finished(STARLETTE, Flaw.SLOW_IN_ONE_BLOCK);
        List<Double> logs = new ArrayList<>();
        for (int block = 1; block <= 3; block++) {
            int of = block;
            logs.add(
                    slow.counted().stream()
                            .filter(end -> end.slot().block() == of)
                            .filter(end -> end.slot().stack().equals(STARLETTE))
                            .mapToDouble(end -> Math.log(((TrialMeasured) end).load().perSecond()))
                            .average()
                            .orElseThrow());
        }
        assertTrue(logs.get(1) < Math.min(logs.get(0), logs.get(2)) - 0.5, logs.toString());
    }

    private static List<Long> perBlock(SimulatedHistory run, String stack) {
        return List.of(measured(run, stack, 1), measured(run, stack, 2), measured(run, stack, 3));
    }

    /** The turn in which it died is lost, the later ones are the other's. */
    @Test
    void ofTheReferenceStackOneInstanceGoesOnAlone() throws Exception {
        SimulatedHistory run = finished(FLASK, Flaw.SECOND_INSTANCE_DIES);
        assertEquals(List.of(8L, 7L, 8L), perBlock(run, FLASK));
        List<Integer> instances =
                run.counted().stream()
                        .filter(end -> end.slot().stack().equals(FLASK))
                        .filter(end -> end.slot().block() == 2)
                        .map(end -> end.slot().turn().orElseThrow().instance())
                        .toList();
        int died = instances.lastIndexOf(2);
        assertTrue(died < instances.size() - 1, instances.toString());
        assertEquals(List.of(4L, 4L, 4L), perBlock(run, STARLETTE));
    }

    /** The window is measured again in its place: nothing is lost, and the record says so. */
    @Test
    void aServerThatStallsInOneWindowLosesNothing() throws Exception {
        SimulatedHistory run = finished(STARLETTE, Flaw.STALLS_IN_ONE_BLOCK);
        assertEquals(List.of(4L, 4L, 4L), perBlock(run, STARLETTE));
        assertEquals(0, run.history().all(TrialFailed.class).size());
        List<TrialMeasured> second =
                run.history().all(TrialMeasured.class).stream()
                        .filter(slice -> slice.emptyWindow().isPresent())
                        .toList();
        assertEquals(1, second.size());
        TrialMeasured slice = second.getFirst();
        assertEquals(STARLETTE + 2, slice.slot().stack() + slice.slot().block());
        assertEquals(0, slice.emptyWindow().orElseThrow().ok());
        assertTrue(slice.load().ok() > 0);
        assertEquals(500, slice.timeline().windowNs() / MS);
        assertEquals(200 + 500 + 200, slice.timeline().warmUpNs() / MS);
    }

    @Test
    void aServerThatStandsStillInTwoWindowsIsLostInTheBlock() throws Exception {
        SimulatedHistory run = finished(STARLETTE, Flaw.STANDS_STILL_IN_ONE_BLOCK);
        assertEquals(List.of(4L, 2L, 4L), perBlock(run, STARLETTE));
        assertEquals(List.of(8L, 8L, 8L), perBlock(run, FLASK));
        assertEquals(
                List.of("no request was answered right in two windows, one after the other"),
                run.history().all(TrialFailed.class).stream().map(TrialFailed::reason).toList());
    }

    @Test
    void aJvmThatIsNeverSteadyIsSlowAndSaysSo() throws Exception {
        SimulatedHistory run = finished(TOMCAT, Flaw.NEVER_STEADY);
        Set<Boolean> steady =
                run.history().all(Event.DeploymentReady.class).stream()
                        .flatMap(ready -> ready.servers().stream())
                        .filter(start -> start.stack().equals(TOMCAT))
                        .map(start -> start.warmUp().orElseThrow().steady())
                        .collect(Collectors.toSet());
        assertEquals(Set.of(false), steady);
    }

    @Test
    void aDatabaseThatDiesOnceCostsTheDeploymentAndTwiceTheRun() throws Exception {
        SimulatedHistory once = run(stacks());
        once.machine.databaseDies(1);
        once.go();
        assertEquals(3 * SLICES, once.counted().size());
        SimulatedHistory twice = run(stacks());
        twice.machine.databaseDies(2);
        EnvironmentException ended = assertThrows(EnvironmentException.class, twice::go);
        assertTrue(
                ended.text()
                        .contains("b01 failed 2 times: the database process exited unexpectedly"),
                ended.text());
    }

    /** The reason is told, the failures are kept, and a later resume tries again. */
    @Test
    void aReferenceThatCannotBeMeasuredEndsTheRunUntilItIsMended() throws Exception {
        for (Flaw flaw : List.of(Flaw.DOES_NOT_START, Flaw.HANGS, Flaw.DIES)) {
            Map<String, SimulatedStack> stacks = stacks();
            stacks.put(FLASK, SimulatedStack.sync(3 * MS).with(flaw));
            SimulatedHistory broken = run(stacks);
            EnvironmentException ended = assertThrows(EnvironmentException.class, broken::go);
            assertTrue(ended.text().contains(FLASK + " cannot be measured"), ended.text());
            assertEquals(0, broken.history().all(Event.Calibrated.class).size());
            assertEquals(2, broken.machine.deployed().size());
            SimulatedHistory mended = new SimulatedHistory(broken, stacks());
            mended.go();
            assertEquals(3 * SLICES, mended.counted().size());
        }
    }

    @Test
    void aCalibrationThatFailsOnceIsRepeated() throws Exception {
        SimulatedHistory run = finished(FLASK, Flaw.DOES_NOT_START_AT_FIRST);
        assertEquals(
                List.of("calibration", "calibration-2"),
                run.machine.deployed().stream().map(d -> d.id()).limit(2).toList());
        assertEquals(1, run.history().all(Event.Calibrated.class).size());
    }

    @Test
    void aCalibrationTakesMoreSlicesWhereTheMachineIsNoisyAndSaysHowPreciseItIs() throws Exception {
        Event.Calibrated quiet = calibrated(SimulatedNoise.NONE);
        Event.Calibrated noisy = calibrated(new SimulatedNoise(1, 0, 0, 0.2, 0, 0));
        assertEquals(8, quiet.slices().orElseThrow());
        assertEquals(0, quiet.halfWidth().orElseThrow(), 1e-6);
        assertTrue(noisy.slices().orElseThrow() > 12, noisy.toString());
        assertTrue(noisy.halfWidth().orElseThrow() > 0.03, noisy.toString());
    }

    private Event.Calibrated calibrated(SimulatedNoise noise) throws Exception {
        SimulatedHistory run = new SimulatedHistory(folder, PLAN, stacks(), noise);
        run.go();
        return run.history().last(Event.Calibrated.class).orElseThrow();
    }
}
