package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Design;
import unrigged.experiment.Event;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.History;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;

/** Which servers a deployment has, which rounds are repeated, what calibration is measured with. */
class SimulatedScheduleTest {
    private static final long MS = 1_000_000;
    private static final String FLASK = "flask-gunicorn";
    private static final String STARLETTE = "starlette-uvicorn";

    private static final Map<String, SimulatedStack> STACKS =
            Map.of(FLASK, SimulatedStack.sync(3 * MS), STARLETTE, SimulatedStack.async(2 * MS));

    private static final String PLAN =
            """
            name: simulated
            stacks: [flask-gunicorn, starlette-uvicorn]
            scenarios: [%s]
            blocks: 5
            rounds: 2
            define:
              few: {workers_sync: 3, workers_async: 1, clients: 9, db_sessions: 9, delay: 2*cpu_per_request}
              many: {workers_sync: 8, workers_async: 1, clients: 24, db_sessions: 20, delay: 1*cpu_per_request}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SimulatedHistory finished(String scenarios, SimulatedNoise noise) throws Exception {
        SimulatedHistory run =
                new SimulatedHistory(folder, PLAN.formatted(scenarios), STACKS, noise);
        run.go();
        return run;
    }

    private static List<CellSettings> calibration(SimulatedHistory run) {
        return run.machine.slices().stream()
                .filter(slice -> slice.slot().purpose() == Purpose.CALIBRATION)
                .map(slice -> slice.settings())
                .toList();
    }

    @Test
    void calibrationHasTheSameLoadWhicheverScenarioIsFirstOrAlone() throws Exception {
        List<CellSettings> first = calibration(finished("few, many", SimulatedNoise.NONE));
        assertEquals(Set.of(new CellSettings(7, 7, 7, 0)), Set.copyOf(first));
        for (String scenarios : List.of("many, few", "many", "few", "better-async, few")) {
            assertEquals(first, calibration(finished(scenarios, SimulatedNoise.NONE)));
        }
    }

    @Test
    void scenariosWhoseWorkersDifferHaveServersOfTheirOwn() throws Exception {
        SimulatedHistory run = finished("few, many", SimulatedNoise.NONE);
        List<Server> servers = run.machine.deployed().getLast().servers();
        assertEquals(
                Set.of(
                        "flask-gunicorn 3 workers, 9 clients",
                        "flask-gunicorn-2 3 workers, 9 clients",
                        "flask-gunicorn-w8 8 workers, 24 clients",
                        "flask-gunicorn-2-w8 8 workers, 24 clients",
                        "starlette-uvicorn 1 workers, 24 clients"),
                servers.stream()
                        .map(s ->
                                "%s %d workers, %d clients"
                                        .formatted(s.name(), s.workers(), s.clientsMax()))
                        .collect(Collectors.toSet()));
        for (var slice : run.machine.slices()) {
            if (slice.slot().purpose() == Purpose.BLOCK) {
                Server server =
                        servers.stream()
                                .filter(s -> s.name().equals(slice.turn().server()))
                                .findFirst()
                                .orElseThrow();
                assertEquals(slice.settings().workers(), server.workers());
                assertTrue(slice.settings().dbSessions() <= server.sessionsMax());
            }
        }
    }

    private static Set<String> rounds(SimulatedHistory run, int repeat) {
        return run.history().all(TrialMeasured.class).stream()
                .filter(slice -> slice.slot().purpose() == Purpose.BLOCK)
                .filter(slice -> slice.slot().turn().orElseThrow().repeat() == repeat)
                .map(slice ->
                        slice.slot().block()
                                + slice.slot().scenario()
                                + slice.slot().turn().orElseThrow().round())
                .collect(Collectors.toSet());
    }

    /** Five blocks, two scenarios, two rounds: of 20 rounds two at most, each whole and once. */
    @Test
    void disturbedRoundsAreRepeatedWholeAndAtMostATenthOfThem() throws Exception {
        SimulatedHistory steal = finished("few, many", new SimulatedNoise(1, 0, 0, 0, 0, 0.9));
        assertEquals(20, rounds(steal, 0).size());
        assertEquals(2, rounds(steal, 1).size());
        assertEquals((20 + 2) * 3, steal.counted().size());
        assertEquals(Set.of(), rounds(finished("few, many", SimulatedNoise.NONE), 1));
        // A tenth of ten rounds is one.
        assertEquals(1, rounds(finished("few", new SimulatedNoise(1, 0, 0, 0, 0, 0.9)), 1).size());
    }

    /** Whatever throughputs were seen: the next step is the same, and so is who is repeated. */
    @Test
    void theScheduleDoesNotDependOnThroughputs() throws Exception {
        SimulatedHistory run = finished("few, many", new SimulatedNoise(1, 0.1, 0, 0.1, 0, 0.9));
        List<Event> events = run.history().events();
        Design design = run.plan.design(SimulatedRun.CATALOG, Set.of(), 2, OpenQuestions.NONE);
        int compared = 0;
        for (int length = 1; length <= events.size(); length++) {
            History seen = new History(events.subList(0, length));
            if (seen.last(Event.DeploymentStarted.class)
                    .filter(started -> started.purpose() == Purpose.BLOCK)
                    .isPresent()) {
                assertEquals(design.next(seen), design.next(permuted(seen, length)));
                compared++;
            }
        }
        assertTrue(compared > 60, "" + compared);
    }

    private static History permuted(History history, int seed) {
        List<TrialMeasured> slices = new ArrayList<>();
        for (TrialMeasured slice : history.all(TrialMeasured.class)) {
            if (slice.slot().purpose() == Purpose.BLOCK) {
                slices.add(slice);
            }
        }
        List<TrialMeasured> others = new ArrayList<>(slices);
        Collections.shuffle(others, new Random(seed));
        List<Event> events = new ArrayList<>(history.events());
        for (int i = 0; i < slices.size(); i++) {
            TrialMeasured slice = slices.get(i);
            TrialMeasured other = others.get(i);
            events.set(events.indexOf(slice), slice.with(other.load(), other.tiers()));
        }
        return new History(events);
    }

    @Test
    void anotherSeedHasAnotherOrder() throws Exception {
        SimulatedHistory one = finished("few, many", SimulatedNoise.NONE);
        SimulatedHistory other =
                new SimulatedHistory(
                        folder,
                        PLAN.formatted("few, many") + "seed: 8\n",
                        STACKS,
                        SimulatedNoise.NONE);
        other.go();
        assertNotEquals(SimulatedHistory.ids(one.counted()), SimulatedHistory.ids(other.counted()));
    }
}
