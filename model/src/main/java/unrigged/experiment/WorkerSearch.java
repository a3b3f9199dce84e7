package unrigged.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.experiment.Event.WorkerPoint;

/**
 * Looks for the worker count with the highest throughput by short trials; knows nothing of how they
 * are made. What to try next follows from what was tried, so that a search can be repeated from its
 * records.
 *
 * <p>The counts that are tried grow by half, below and above the reference. They are tried in
 * rounds, each once, upwards and downwards in turns; after each round those leave whose mean log
 * throughput is behind the best by more than {@link #BEHIND} standard errors. Of what is left after
 * {@link #TRIALS_MAX} trials, or when a difference is known to {@link #PRECISE}, the smallest count
 * wins that is within {@link #TIE} standard errors of the best. The standard error follows from the
 * readings: what is left of them without the means of their counts and of their rounds, together
 * with the spread that was recorded elsewhere, which counts as {@link #RECORDED_DEGREES} readings.
 *
 * <p>Simulated with the recorded spread, the count is within 5 % of the best throughput in at least
 * 90 of 100 searches, after 18 to 47 trials (WorkerSearchTest). Assumes that throughput rises,
 * stays and falls with the workers, each over more than one step.
 */
final class WorkerSearch {
    /** Standard deviation of a short trial's log throughput: 0.10 to 0.19 in the kept runs. */
    private static final double RECORDED_SPREAD = 0.14;

    private static final int RECORDED_DEGREES = 8;

    /**
     * The length of a search: with 30 trials one of ten is more than 5 % off, with 60 one of
     * thirty.
     */
    static final int TRIALS_MAX = 50;

    private static final double BEHIND = 1.6;
    private static final double TIE = 0.3;
    private static final double PRECISE = 0.025;
    private static final double STEP = 1.5;

    private record Reading(int workers, double perSecond) {}

    private final int reference;
    private final int max;
    private final List<Integer> rungs;
    private final List<Reading> seen = new ArrayList<>();

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
        seen.add(new Reading(workers, perSecond));
    }

    /** The count to try next; empty when the search is over. */
    OptionalInt next() {
        return replayed().next;
    }

    /** The result, once there is nothing more to try. */
    int chosen() {
        return replayed().chosen();
    }

    List<WorkerPoint> curve() {
        Map<Integer, List<Double>> byCount = new TreeMap<>();
        seen.forEach(reading ->
                byCount.computeIfAbsent(reading.workers, _ -> new ArrayList<>())
                        .add(reading.perSecond));
        List<WorkerPoint> curve = new ArrayList<>();
        byCount.forEach((count, readings) -> {
            double mean =
                    readings.stream()
                            .filter(perSecond -> perSecond > 0)
                            .mapToDouble(Math::log)
                            .average()
                            .orElse(Double.NEGATIVE_INFINITY);
            curve.add(new WorkerPoint(count, readings.size(), Math.exp(mean)));
        });
        return curve;
    }

    private Replay replayed() {
        Replay replay = new Replay();
        replay.run();
        return replay;
    }

    /** The search from its beginning, with the readings that there are. */
    private final class Replay {
        /** Log throughputs by count, one for each round; of those that are still in the search. */
        private Map<Integer, List<Double>> alive = new LinkedHashMap<>();

        private OptionalInt next = OptionalInt.empty();
        private int used;
        private int rounds;

        void run() {
            rungs.forEach(count -> alive.put(count, new ArrayList<>()));
            do {
                if (!round()) {
                    return;
                }
            } while (!isOver());
        }

        /** False when a reading is missing, or when the stack does not work at its reference. */
        private boolean round() {
            List<Integer> order = new ArrayList<>(alive.keySet());
            if (rounds == 0) {
                // Without it there is nothing to search for.
                order.removeIf(count -> count == reference);
                order.addFirst(reference);
            } else if (rounds % 2 == 1) {
                order = order.reversed();
            }
            Map<Integer, Double> logs = new LinkedHashMap<>();
            for (int count : order) {
                // A failure is believed when it comes twice.
                double perSecond = 0;
                for (int attempt = 0; attempt < 2 && perSecond <= 0; attempt++) {
                    if (used == seen.size()) {
                        next = OptionalInt.of(count);
                        return false;
                    }
                    perSecond = seen.get(used++).perSecond;
                }
                if (perSecond > 0) {
                    logs.put(count, Math.log(perSecond));
                } else if (rounds == 0 && count == reference) {
                    alive = new LinkedHashMap<>();
                    return false;
                }
            }
            rounds++;
            if (!logs.isEmpty()) {
                alive.keySet().retainAll(logs.keySet());
                alive.forEach((count, readings) -> readings.add(logs.getOrDefault(count, 0.0)));
            }
            return true;
        }

        /** Drops what is behind; whether nothing more has to be tried. */
        private boolean isOver() {
            double error = standardError();
            double best = best();
            alive.values().removeIf(readings -> mean(readings) < best - BEHIND * error);
            return alive.size() == 1
                    || used + alive.size() > TRIALS_MAX
                    || (rounds > 1 && error < PRECISE);
        }

        private double best() {
            return alive.values().stream().mapToDouble(WorkerSearch::mean).max().orElse(0);
        }

        /** Of the difference of two counts' means. */
        private double standardError() {
            double squares = RECORDED_DEGREES * RECORDED_SPREAD * RECORDED_SPREAD;
            int degrees = RECORDED_DEGREES;
            if (alive.size() > 1) {
                degrees += (rounds - 1) * (alive.size() - 1);
                double whole =
                        alive.values().stream().mapToDouble(WorkerSearch::mean).average().orElse(0);
                for (int round = 0; round < rounds; round++) {
                    int at = round;
                    double ofRound =
                            alive.values().stream()
                                    .mapToDouble(readings -> readings.get(at))
                                    .average()
                                    .orElse(0);
                    for (List<Double> readings : alive.values()) {
                        double rest = readings.get(at) - mean(readings) - ofRound + whole;
                        squares += rest * rest;
                    }
                }
            }
            return Math.sqrt(squares / degrees * 2 / rounds);
        }

        int chosen() {
            double enough = best() - TIE * standardError();
            return alive.entrySet().stream()
                    .filter(entry -> mean(entry.getValue()) >= enough)
                    .mapToInt(Map.Entry::getKey)
                    .min()
                    .orElse(reference);
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
