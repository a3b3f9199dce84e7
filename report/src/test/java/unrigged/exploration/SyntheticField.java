package unrigged.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;

/** Stacks in 64 universes whose ratios are known, and a noisy machine that visits them. */
final class SyntheticField {
    static final double NOISE = 0.05;
    static final double START = 0.02;

    final UniverseSpace space;
    final double[][] truth;
    private final double[][] expected;
    private final List<List<Visit>> visits = new ArrayList<>();
    private final List<List<Double>> logs = new ArrayList<>();
    private final Random random;

    /**
     * @param deviation spread of what the model does not know, which is smooth
     */
    SyntheticField(int stacks, double deviation, Random random) {
        this.random = random;
        List<CellSettings> universes = new ArrayList<>();
        for (int delayMs : new int[] {1, 4, 12, 40}) {
            for (int clients : new int[] {7, 30, 60, 120}) {
                for (int sessions : new int[] {clients / 4, clients}) {
                    for (int workers : new int[] {2, 4}) {
                        universes.add(
                                new CellSettings(workers, clients, sessions, delayMs * 1_000_000L));
                    }
                }
            }
        }
        space = UniverseSpace.of(universes);
        truth = new double[stacks][space.size()];
        expected = new double[stacks][space.size()];
        for (int s = 0; s < stacks; s++) {
            double level = 0.2 * random.nextGaussian();
            double[] slopes = random.doubles(space.dimensions(), -0.6, 0.6).toArray();
            double[] waves = random.doubles(space.dimensions(), 0, Math.PI).toArray();
            double[] phases = random.doubles(space.dimensions(), 0, 2 * Math.PI).toArray();
            for (int u = 0; u < space.size(); u++) {
                expected[s][u] = level;
                double lacking = 0;
                for (int i = 0; i < slopes.length; i++) {
                    double x = space.apart(u, 0, i);
                    expected[s][u] += slopes[i] * x;
                    lacking += Math.sin(waves[i] * x + phases[i]) * Math.sqrt(2.0 / slopes.length);
                }
                truth[s][u] = expected[s][u] + deviation * lacking;
            }
            visits.add(new ArrayList<>());
            logs.add(new ArrayList<>());
        }
    }

    static StackInfo info(int stack) {
        return new StackInfo(
                "stack" + stack,
                "Stack",
                "server",
                "python",
                "coroutine",
                "Async / Coroutine",
                "psycopg",
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** All stacks in each of these universes. */
    void visit(int block, List<Integer> universes) {
        for (int s = 0; s < truth.length; s++) {
            double start = START * random.nextGaussian();
            for (int universe : universes) {
                visits.get(s).add(new Visit(universe, block));
                logs.get(s).add(truth[s][universe] + start + NOISE * random.nextGaussian());
            }
        }
    }

    List<StackVisits> stacks() {
        List<StackVisits> stacks = new ArrayList<>();
        for (int s = 0; s < truth.length; s++) {
            stacks.add(
                    new StackVisits(
                            info(s),
                            visits.get(s),
                            logs.get(s).stream().mapToDouble(Double::doubleValue).toArray(),
                            expected[s],
                            expected[s]));
        }
        return stacks;
    }
}
