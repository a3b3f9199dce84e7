import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unrigged.experiment.CellSettings;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.prediction.Prediction;
import unrigged.report.Report;

/** How many universes a second the forecasts' model evaluates, one stack in each, on one thread. */
final class Speed {
    private static final int ROUNDS = 5;
    private static final long ROUND_NS = 2_000_000_000L;

    public static void main(String[] args) {
        RunResult run = Report.read(new RunDirectory(Path.of(args[0])));
        Prediction prediction = Prediction.of(run);
        List<String> stacks =
                run.scenarios().getFirst().rows().stream()
                        .map(row -> row.stack().stack())
                        .filter(stack -> !prediction.withoutModel().contains(stack))
                        .toList();
        List<CellSettings> universes = universes();
        double sum = 0;
        double[] perSecond = new double[ROUNDS + 1];
        for (int round = 0; round < perSecond.length; round++) {
            long from = System.nanoTime();
            long evaluated = 0;
            while (System.nanoTime() - from < ROUND_NS) {
                for (String stack : stacks) {
                    for (CellSettings universe : universes) {
                        sum += prediction.perSecond(stack, universe).orElseThrow();
                        evaluated++;
                    }
                }
            }
            perSecond[round] = evaluated * 1e9 / (System.nanoTime() - from);
        }
        // The first round is the compilers'.
        double[] counted = Arrays.copyOfRange(perSecond, 1, perSecond.length);
        Arrays.sort(counted);
        System.out.printf(
                "%d stacks, %d universes: %,.0f universes a second (%,.0f to %,.0f in %d rounds of %d s)%n",
                stacks.size(),
                universes.size(),
                counted[ROUNDS / 2],
                counted[0],
                counted[ROUNDS - 1],
                ROUNDS,
                ROUND_NS / 1_000_000_000L);
        if (!(sum > 0)) {
            throw new IllegalStateException("no forecast");
        }
    }

    /** Delays of 1 to 40 ms, 7 to 147 clients, a session for one in four or each. */
    private static List<CellSettings> universes() {
        List<CellSettings> universes = new ArrayList<>();
        for (int delay = 0; delay < 16; delay++) {
            for (int clients = 0; clients < 8; clients++) {
                for (int share : new int[] {1, 4}) {
                    int n = (int) Math.round(7 * Math.pow(21, clients / 7.0));
                    universes.add(
                            new CellSettings(
                                    7,
                                    n,
                                    Math.max(1, n / share),
                                    Math.round(Math.pow(40, delay / 15.0) * 10) * 100_000L));
                }
            }
        }
        return universes;
    }
}
