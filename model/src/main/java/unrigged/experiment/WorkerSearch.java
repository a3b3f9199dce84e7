package unrigged.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.experiment.Event.WorkerPoint;

/**
 * Looks for the worker count with the highest throughput in few short trials; knows nothing of how
 * they are made. What to try next follows from what was tried, so that a search can be repeated
 * from its records.
 *
 * <p>It climbs a ladder whose rungs grow by half, from the reference upwards, until two rungs in a
 * row do not beat the best so far by {@link #TIE}, or one loses {@link #FAR}; when that gained
 * nothing, downwards, until a rung loses by {@link #TIE}. The reference and a rung that loses
 * {@link #FAR} are tried once more before that is believed, and the better reading counts: a
 * machine that stalls takes throughput away and never adds any. The best rungs, at most three, none
 * of them {@link #FAR} behind, are then tried until they have three readings, in turns, and the
 * smallest count whose mean without its lowest reading is within {@link #TIE} of the best such mean
 * wins. Assumes that throughput rises with the workers, stays, and falls, each over more than a
 * rung; noise within a few per cent, and stalls that are rare.
 */
final class WorkerSearch {
    /** Less is not worth more workers, and cannot be told from noise in so little time. */
    static final double TIE = 0.03;

    /** Beyond what noise does to one reading. */
    private static final double FAR = 0.1;

    private static final double STEP = 1.5;
    private static final int TIMEOUT_UP = 2;
    private static final int FINALISTS = 3;
    private static final int READINGS = 3;

    private final int reference;
    private final int max;
    private final List<Integer> rungs;
    private final Map<Integer, List<Double>> seen = new TreeMap<>();

    /** The best reading of each rung while climbing; later ones leave the climb as it was. */
    private final Map<Integer, Double> climbed = new TreeMap<>();

    /**
     * A search that has seen nothing.
     *
     * @param max the highest count to try; {@code reference} when that is higher
     */
    WorkerSearch(int reference, int max) {
        this.reference = reference;
        this.max = Math.max(reference, max);
        TreeSet<Integer> ladder = new TreeSet<>();
        for (double count = reference; Math.round(count) >= 1; count /= STEP) {
            ladder.add((int) Math.round(count));
        }
        for (double count = reference; Math.round(count) < this.max; count *= STEP) {
            ladder.add((int) Math.round(count));
        }
        ladder.add(1);
        ladder.add(this.max);
        rungs = List.copyOf(ladder);
    }

    int reference() {
        return reference;
    }

    int max() {
        return max;
    }

    /**
     * What a short trial gave.
     *
     * @param perSecond 0 when it failed
     */
    void tried(int workers, double perSecond) {
        if (climb().isPresent()) {
            climbed.merge(workers, perSecond, Math::max);
        }
        seen.computeIfAbsent(workers, _ -> new ArrayList<>()).add(perSecond);
    }

    /** The count to try next; empty when the search is over. */
    OptionalInt next() {
        OptionalInt rung = climb();
        if (rung.isPresent() || level(reference) <= 0) {
            // The trials of a stack that failed twice will say what is wrong with it.
            return rung;
        }
        return finalists().stream()
                .filter(count -> readings(count) < READINGS)
                .min(Comparator.comparingInt(this::readings))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** The rung to try next; empty at the climb's end. */
    private OptionalInt climb() {
        // All is compared with this one, so it is always read twice.
        if (readings(reference) < 2) {
            return OptionalInt.of(reference);
        }
        if (level(reference) <= 0) {
            return OptionalInt.empty();
        }
        int from = rungs.indexOf(reference);
        double best = level(reference);
        int misses = 0;
        for (int i = from + 1; i < rungs.size() && misses < TIMEOUT_UP; i++) {
            if (isOpen(rungs.get(i), best)) {
                return OptionalInt.of(rungs.get(i));
            }
            double here = level(rungs.get(i));
            if (here < best * (1 - FAR)) {
                break;
            }
            misses = here > best * (1 + TIE) ? 0 : misses + 1;
            best = misses == 0 ? here : best;
        }
        boolean gained = best > level(reference);
        for (int i = from - 1; i >= 0 && !gained; i--) {
            if (isOpen(rungs.get(i), best)) {
                return OptionalInt.of(rungs.get(i));
            }
            if (level(rungs.get(i)) < best * (1 - TIE)) {
                break;
            }
            best = Math.max(best, level(rungs.get(i)));
        }
        return OptionalInt.empty();
    }

    /** Whether this rung has to be tried, or tried once more. */
    private boolean isOpen(int count, double best) {
        boolean failedOrFar = level(count) <= 0 || level(count) < best * (1 - FAR);
        return readings(count) == 0 || (readings(count) == 1 && failedOrFar);
    }

    /** The result, once there is nothing more to try. */
    int chosen() {
        double best = finalists().stream().mapToDouble(this::trimmed).max().orElseThrow();
        return finalists().stream()
                .filter(count -> trimmed(count) >= best * (1 - TIE))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<WorkerPoint> curve() {
        return seen.keySet().stream()
                .map(count -> new WorkerPoint(count, readings(count), trimmed(count)))
                .toList();
    }

    /** By what the climb saw of them; none of those that failed. */
    private List<Integer> finalists() {
        double best = seen.keySet().stream().mapToDouble(this::level).max().orElse(0);
        List<Integer> able =
                seen.keySet().stream()
                        .filter(count -> level(count) > 0 && level(count) >= best * (1 - FAR))
                        .toList();
        return able.isEmpty()
                ? List.of(reference)
                : able.stream()
                        .sorted(Comparator.comparingDouble(this::level).reversed())
                        .limit(FINALISTS)
                        .toList();
    }

    private int readings(int count) {
        return seen.getOrDefault(count, List.of()).size();
    }

    private double level(int count) {
        return climbed.getOrDefault(count, 0.0);
    }

    /** The mean without the lowest reading, which may be a stall's. */
    private double trimmed(int count) {
        return seen.getOrDefault(count, List.of()).stream()
                .sorted(Comparator.reverseOrder())
                .limit(Math.max(1, readings(count) - 1))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
