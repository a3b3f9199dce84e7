package unrigged.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.journal.Event.WorkerPoint;

/**
 * Looks for the worker count with the highest throughput in few short trials; knows nothing of how
 * they are made. What to try next follows from what was tried, so that a search can be repeated
 * from its records.
 *
 * <p>It climbs a ladder whose rungs grow by half, from the reference upwards, until two rungs in a
 * row do not beat the best so far by {@link #TIE}, or one loses {@link #FAR}; when that gained
 * nothing, downwards, until a rung loses by {@link #TIE}. The best rungs, at most three, none of
 * them {@link #FAR} behind, are then tried twice more, in turns, and the smallest count whose mean
 * is within {@link #TIE} of the best mean wins. Assumes that throughput rises with the workers,
 * stays, and falls, each over more than a rung; noise within a few per cent.
 */
final class WorkerSearch {
    /** Less is not worth more workers, and cannot be told from noise in so little time. */
    static final double TIE = 0.03;

    /** Beyond what noise does to one reading. */
    private static final double FAR = 0.1;

    private static final double STEP = 1.5;
    private static final int PATIENCE_UP = 2;
    private static final int FINALISTS = 3;
    private static final int READINGS = 3;

    private final int reference;
    private final int most;
    private final List<Integer> rungs;
    private final Map<Integer, List<Double>> seen = new TreeMap<>();

    /**
     * A search that has seen nothing.
     *
     * @param most the highest count to try; {@code reference} when that is higher
     */
    WorkerSearch(int reference, int most) {
        this.reference = reference;
        this.most = Math.max(reference, most);
        TreeSet<Integer> ladder = new TreeSet<>();
        for (double count = reference; Math.round(count) >= 1; count /= STEP) {
            ladder.add((int) Math.round(count));
        }
        for (double count = reference; Math.round(count) < this.most; count *= STEP) {
            ladder.add((int) Math.round(count));
        }
        ladder.add(1);
        ladder.add(this.most);
        rungs = List.copyOf(ladder);
    }

    int reference() {
        return reference;
    }

    int most() {
        return most;
    }

    /**
     * What a short trial gave.
     *
     * @param perSecond 0 when it failed
     */
    void tried(int workers, double perSecond) {
        seen.computeIfAbsent(workers, _ -> new ArrayList<>()).add(perSecond);
    }

    /** The count to try next; empty when the search is over. */
    OptionalInt next() {
        if (!seen.containsKey(reference)) {
            return OptionalInt.of(reference);
        }
        if (first(reference) <= 0) {
            // Its trials will say what is wrong with the stack.
            return OptionalInt.empty();
        }
        int from = rungs.indexOf(reference);
        double best = first(reference);
        int misses = 0;
        for (int i = from + 1; i < rungs.size() && misses < PATIENCE_UP; i++) {
            if (!seen.containsKey(rungs.get(i))) {
                return OptionalInt.of(rungs.get(i));
            }
            double here = first(rungs.get(i));
            if (here < best * (1 - FAR)) {
                break;
            }
            misses = here > best * (1 + TIE) ? 0 : misses + 1;
            best = misses == 0 ? here : best;
        }
        boolean gained = best > first(reference);
        for (int i = from - 1; i >= 0 && !gained; i--) {
            if (!seen.containsKey(rungs.get(i))) {
                return OptionalInt.of(rungs.get(i));
            }
            if (first(rungs.get(i)) < best * (1 - TIE)) {
                break;
            }
            best = Math.max(best, first(rungs.get(i)));
        }
        return finalists().stream()
                .filter(count -> readings(count) < READINGS)
                .min(Comparator.comparingInt(this::readings))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** The result, once there is nothing more to try. */
    int chosen() {
        double best = finalists().stream().mapToDouble(this::mean).max().orElseThrow();
        return finalists().stream()
                .filter(count -> mean(count) >= best * (1 - TIE))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<WorkerPoint> curve() {
        return seen.keySet().stream()
                .map(count -> new WorkerPoint(count, readings(count), mean(count)))
                .toList();
    }

    /** By their first readings, which later ones do not change; none of those that failed. */
    private List<Integer> finalists() {
        double best = seen.keySet().stream().mapToDouble(this::first).max().orElse(0);
        List<Integer> able =
                seen.keySet().stream()
                        .filter(count -> first(count) > 0 && first(count) >= best * (1 - FAR))
                        .toList();
        return able.isEmpty()
                ? List.of(reference)
                : able.stream()
                        .sorted(Comparator.comparingDouble(this::first).reversed())
                        .limit(FINALISTS)
                        .toList();
    }

    private int readings(int count) {
        return seen.getOrDefault(count, List.of()).size();
    }

    private double first(int count) {
        return seen.getOrDefault(count, List.of(0.0)).getFirst();
    }

    private double mean(int count) {
        return seen.getOrDefault(count, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
