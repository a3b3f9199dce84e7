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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.experiment.Event.DeploymentStarted;
import unrigged.experiment.Event.Looked;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;

/** Blocks whose stacks rest when the question no longer needs them, on a known machine. */
class SimulatedRaceTest {
    private static final long MS = 1_000_000;
    private static final String FLASK = "flask-gunicorn";
    private static final String STARLETTE = "starlette-uvicorn";
    private static final String TOMCAT = "tomcat-platform";

    private static final String PLAN =
            """
            name: simulated
            stacks: [flask-gunicorn, starlette-uvicorn, tomcat-platform]
            scenarios: [better-async, better-sync]
            blocks: 6
            rounds: 2
            race: {question: rank%s}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Integer> asked = new ArrayList<>();

    /** Tomcat rests after the first block, the second scenario after the third, all after four. */
    private Looked answer(int blocks) {
        asked.add(blocks);
        Map<String, List<String>> needed = new HashMap<>();
        List<String> stacks =
                blocks < 2 ? List.of(FLASK, STARLETTE, TOMCAT) : List.of(FLASK, STARLETTE);
        if (blocks < 4) {
            needed.put("better-async", stacks);
        }
        if (blocks < 3) {
            needed.put("better-sync", List.of(FLASK, STARLETTE));
        }
        return new Looked(blocks, needed, blocks, 4);
    }

    private SimulatedHistory run(String budget, OpenQuestions questions) throws IOException {
        return simulated(PLAN.formatted(budget), questions);
    }

    private SimulatedHistory simulated(String plan, OpenQuestions questions) throws IOException {
        Map<String, SimulatedStack> stacks =
                Map.of(
                        FLASK,
                        SimulatedStack.sync(3 * MS),
                        STARLETTE,
                        SimulatedStack.async(2 * MS),
                        TOMCAT,
                        SimulatedStack.jvm(MS));
        return new SimulatedHistory(
                folder, plan, stacks, SimulatedNoise.withoutSteal(1), questions);
    }

    private SimulatedHistory run() throws IOException {
        return run("", (blocks, _) -> answer(blocks));
    }

    private static List<DeploymentStarted> blocks(SimulatedHistory run) {
        return run.history().all(DeploymentStarted.class).stream()
                .filter(started -> started.purpose() == Purpose.BLOCK)
                .toList();
    }

    private static Set<String> cells(SimulatedHistory run, int block) {
        Set<String> cells = new TreeSet<>();
        for (Observation end : run.counted()) {
            if (end.slot().block() == block) {
                cells.add(end.slot().scenario() + " " + end.slot().stack());
            }
        }
        return cells;
    }

    @Test
    void whatTheQuestionNoLongerNeedsIsNeitherStartedNorMeasured() throws Exception {
        SimulatedHistory run = run();
        run.go();
        assertEquals(List.of(1, 2, 3, 4), asked);
        assertEquals(
                List.of(4, 4, 3, 3), blocks(run).stream().map(b -> b.servers().size()).toList());
        assertEquals(6, cells(run, 1).size());
        assertEquals(
                Set.of(
                        "better-async " + FLASK,
                        "better-async " + STARLETTE,
                        "better-async " + TOMCAT,
                        "better-sync " + FLASK,
                        "better-sync " + STARLETTE),
                cells(run, 2));
        assertEquals(Set.of("better-async " + FLASK, "better-async " + STARLETTE), cells(run, 4));
        assertTrue(
                blocks(run).getLast().servers().stream()
                        .map(Server::stack)
                        .noneMatch(TOMCAT::equals));
    }

    /** An exploration's first block, too, has what was chosen, and each has other scenarios. */
    @Test
    void whereTheQuestionChoosesTheFirstBlockHasThatAlone() throws Exception {
        List<String> all = List.of(FLASK, STARLETTE, TOMCAT);
        OpenQuestions turns =
                (blocks, _) ->
                        new Looked(
                                blocks,
                                blocks == 3
                                        ? Map.of()
                                        : Map.of(
                                                blocks % 2 == 0 ? "better-sync" : "better-async",
                                                all),
                                blocks,
                                4);
        String plan = PLAN.formatted("").replace("rank", "universes");
        SimulatedHistory whole = simulated(plan, turns);
        whole.go();
        assertEquals(3, blocks(whole).size());
        assertTrue(cells(whole, 1).stream().allMatch(cell -> cell.startsWith("better-sync")));
        assertTrue(cells(whole, 2).stream().allMatch(cell -> cell.startsWith("better-async")));
        int steps = whole.machine.steps();
        for (int step = 1; step <= steps; step++) {
            SimulatedHistory killed = simulated(plan, turns);
            killed.machine.killAt(step);
            assertThrows(SimulatedMeasurement.Killed.class, killed::go);
            killed.go();
            assertEquals(whole.counted().size(), killed.counted().size(), "killed at " + step);
            assertEquals(4, killed.history().all(Looked.class).size(), "each look once, " + step);
        }
        // The scenarios of the next block were not in the last one; they take time all the same.
        long budgetS = Math.round(seconds(whole) * 0.6);
        SimulatedHistory limited =
                simulated(plan.replace("universes", "universes, budget: " + budgetS + "s"), turns);
        limited.go();
        assertTrue(seconds(limited) <= budgetS, seconds(limited) + " of " + budgetS);
    }

    @Test
    void killedAtAnyStepItGoesOnWithWhatWasDecided() throws Exception {
        SimulatedHistory whole = run();
        whole.go();
        int steps = whole.machine.steps();
        for (int step = 1; step <= steps; step++) {
            SimulatedHistory killed = run();
            killed.machine.killAt(step);
            assertThrows(SimulatedMeasurement.Killed.class, killed::go);
            killed.go();
            assertEquals(whole.counted().size(), killed.counted().size(), "killed at " + step);
            assertEquals(4, killed.history().all(Looked.class).size(), "each look once, " + step);
        }
    }

    @Test
    void noBlockBeginsThatTheBudgetHasNoTimeFor() throws Exception {
        SimulatedHistory open = run("", (blocks, _) -> undecided(blocks));
        open.go();
        assertEquals(6, blocks(open).size());
        double wholeS = seconds(open);
        long budgetS = Math.round(wholeS * 0.6);
        SimulatedHistory limited =
                run(", budget: " + budgetS + "s", (blocks, _) -> undecided(blocks));
        limited.go();
        assertTrue(seconds(limited) <= budgetS, seconds(limited) + " of " + budgetS);
        assertTrue(blocks(limited).size() >= 2 && blocks(limited).size() < 6);
    }

    private static Looked undecided(int blocks) {
        List<String> all = List.of(FLASK, STARLETTE, TOMCAT);
        return new Looked(blocks, Map.of("better-async", all, "better-sync", all), 0, 4);
    }

    private static double seconds(SimulatedHistory run) {
        return run.history().events().stream().mapToLong(Event::durationNs).sum() / 1e9;
    }
}
