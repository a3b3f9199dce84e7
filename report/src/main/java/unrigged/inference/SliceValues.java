package unrigged.inference;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import unrigged.experiment.Event.TrialMeasured;

/**
 * Throughput of a cell of slices on the log scale: a round's value is the mean of ln(answers /
 * seconds) over its slices, a block's the mean over its rounds. Slices of a server that was lost in
 * the block have no part in it: of two servers of the reference stack the other one's are its
 * value, of one there is none. Neither has a round with a slice that answered nothing.
 */
final class SliceValues {
    private SliceValues() {}

    /** By block, then by round. */
    static NavigableMap<Integer, NavigableMap<Integer, Double>> byRound(CellTrials cell) {
        return cell.measured().stream()
                .filter(cell::hasPart)
                .collect(
                        Collectors.groupingBy(
                                slice -> slice.slot().block(),
                                TreeMap::new,
                                Collectors.groupingBy(
                                        slice -> slice.slot().turn().orElseThrow().round(),
                                        TreeMap::new,
                                        Collectors.averagingDouble(SliceValues::log))));
    }

    static Map<Integer, Double> byBlock(CellTrials cell) {
        Map<Integer, Double> values = new TreeMap<>();
        byRound(cell)
                .forEach((block, rounds) ->
                        rounds.values().stream()
                                .filter(Double::isFinite)
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .ifPresent(mean -> values.put(block, mean)));
        return values;
    }

    /** Own less base, by block and by round where both have a value. */
    static NavigableMap<Integer, NavigableMap<Integer, Double>> differences(
            CellTrials own, CellTrials base) {
        NavigableMap<Integer, NavigableMap<Integer, Double>> others = byRound(base);
        NavigableMap<Integer, NavigableMap<Integer, Double>> both = new TreeMap<>();
        byRound(own)
                .forEach((block, rounds) ->
                        rounds.forEach((round, value) -> {
                            Double other = others.getOrDefault(block, new TreeMap<>()).get(round);
                            if (other != null && Double.isFinite(value - other)) {
                                both.computeIfAbsent(block, _ -> new TreeMap<>())
                                        .put(round, value - other);
                            }
                        }));
        return both;
    }

    static double log(TrialMeasured slice) {
        return Math.log(slice.load().ok() / slice.load().durationS());
    }
}
