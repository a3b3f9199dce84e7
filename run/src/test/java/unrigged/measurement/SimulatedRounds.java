package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unrigged.experiment.Event;
import unrigged.experiment.History;

/** Log ratios to the reference stack, by round, of runs in which all stacks are alike. */
final class SimulatedRounds {
    static final String REFERENCE = "flask-gunicorn";
    private static final long MS = 1_000_000;

    private SimulatedRounds() {}

    /** A finished run of six stacks in two scenarios on a shared machine. */
    static SimulatedHistory run(Path folder, int seed, int blocks, int rounds)
            throws IOException, InterruptedException {
        List<String> ids =
                List.of(
                        REFERENCE,
                        "flask-uwsgi",
                        "flask-gevent",
                        "starlette-uvicorn",
                        "fastapi-uvicorn",
                        "tornado-tornado");
        Map<String, SimulatedStack> stacks = new HashMap<>();
        ids.forEach(id -> stacks.put(id, SimulatedStack.async(2 * MS)));
        String plan =
                """
                name: simulated
                stacks: [%s]
                scenarios: [baseline, better-async]
                blocks: %d
                rounds: %d
                """
                        .formatted(String.join(", ", ids), blocks, rounds);
        SimulatedHistory run =
                new SimulatedHistory(folder, plan, stacks, SimulatedNoise.sharedMachine(seed));
        run.go();
        return run;
    }

    /** For each block, scenario and other stack: the log ratio of each round. */
    static List<List<Double>> logRatios(History history) {
        return logRatiosByBlock(history).values().stream()
                .flatMap(blocks -> blocks.values().stream())
                .toList();
    }

    /** By scenario and stack, then by block: the log ratio of each round, repetitions left out. */
    static Map<String, Map<Integer, List<Double>>> logRatiosByBlock(History history) {
        Map<String, Map<String, List<Double>>> rounds = new TreeMap<>();
        for (Event.TrialMeasured slice : history.all(Event.TrialMeasured.class)) {
            var turn = slice.slot().turn().orElseThrow();
            if (turn.repeat() == 0) {
                rounds.computeIfAbsent(
                                "%s %04d %04d"
                                        .formatted(
                                                slice.slot().scenario(),
                                                slice.slot().block(),
                                                turn.round()),
                                _ -> new TreeMap<>())
                        .computeIfAbsent(slice.slot().stack(), _ -> new ArrayList<>())
                        .add(Math.log(slice.load().perSecond()));
            }
        }
        Map<String, Map<Integer, List<Double>>> ratios = new TreeMap<>();
        rounds.forEach((round, stacks) -> {
            String[] parts = round.split(" ", -1);
            double reference = mean(stacks.getOrDefault(REFERENCE, List.of()));
            stacks.forEach((stack, logs) -> {
                if (!stack.equals(REFERENCE)) {
                    ratios.computeIfAbsent(parts[0] + "/" + stack, _ -> new TreeMap<>())
                            .computeIfAbsent(Integer.valueOf(parts[1]), _ -> new ArrayList<>())
                            .add(mean(logs) - reference);
                }
            });
        });
        return ratios;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
