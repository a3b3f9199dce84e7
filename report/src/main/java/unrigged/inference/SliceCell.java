package unrigged.inference;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import unrigged.experiment.Event.TrialMeasured;

/**
 * A cell of slices with its latencies by block, those of servers that were lost in a block left
 * out. It has many pairs, so what each of them asks of its percentiles is kept.
 */
final class SliceCell {
    private final CellTrials cell;
    private final Map<Integer, LatencyCounts> latencies;
    private final long unfollowed;
    private final Map<Double, Percentile> percentiles = new HashMap<>();
    private final Map<LogsKey, PercentileLogs> logs = new HashMap<>();
    private final Map<List<Integer>, List<LatencyCounts>> without = new HashMap<>();

    private record LogsKey(double percent, List<Integer> blocks) {}

    /**
     * Logarithms of a percentile in µs.
     *
     * @param whole of all the blocks together
     * @param without of all but one of them, in their order
     * @param alone of each of them
     */
    record PercentileLogs(double whole, List<Double> without, List<Double> alone) {}

    /**
     * @param latencies of the requests that began in the windows, in µs
     * @param unfollowed how many of these have no latency, because their end was not awaited
     */
    SliceCell(CellTrials cell, Map<Integer, LatencyCounts> latencies, long unfollowed) {
        this.cell = cell;
        this.latencies = Collections.unmodifiableMap(new TreeMap<>(latencies));
        this.unfollowed = unfollowed;
    }

    static SliceCell of(CellTrials cell, LatencySource source) {
        Map<Integer, LatencyCounts> latencies = new TreeMap<>();
        long unfollowed = 0;
        for (TrialMeasured slice : cell.measured()) {
            if (cell.hasPart(slice)) {
                latencies.merge(slice.slot().block(), source.of(slice), LatencyCounts::plus);
                unfollowed += slice.load().unfollowed().orElse(0);
            }
        }
        return new SliceCell(cell, latencies, unfollowed);
    }

    CellTrials cell() {
        return cell;
    }

    Map<Integer, LatencyCounts> latencies() {
        return latencies;
    }

    long unfollowed() {
        return unfollowed;
    }

    Percentile percentile(double percent) {
        Percentile known = percentiles.get(percent);
        if (known == null) {
            known = PercentileInterval.of(this, percent);
            percentiles.put(percent, known);
        }
        return known;
    }

    /** Of these blocks. */
    PercentileLogs percentileLogs(double percent, SortedSet<Integer> blocks) {
        List<Integer> key = List.copyOf(blocks);
        return logs.computeIfAbsent(
                new LogsKey(percent, key),
                _ ->
                        new PercentileLogs(
                                log(pooled(key), percent),
                                withoutEach(key).stream().map(h -> log(h, percent)).toList(),
                                key.stream()
                                        .map(block ->
                                                Optional.ofNullable(latencies.get(block))
                                                        .orElseThrow())
                                        .map(own -> log(own, percent))
                                        .toList()));
    }

    private static double log(LatencyCounts latencies, double percent) {
        return Math.log(Math.max(1.0, (double) latencies.atPercentile(percent)));
    }

    LatencyCounts pooled() {
        return pooled(latencies.keySet());
    }

    private LatencyCounts pooled(Collection<Integer> blocks) {
        return LatencyCounts.sum(
                blocks.stream()
                        .flatMap(block -> Optional.ofNullable(latencies.get(block)).stream())
                        .toList());
    }

    /** The pooled histograms without each of these blocks in its turn. */
    List<LatencyCounts> withoutEach(List<Integer> blocks) {
        return without.computeIfAbsent(
                blocks,
                all ->
                        all.stream()
                                .map(left ->
                                        pooled(all.stream().filter(b -> !b.equals(left)).toList()))
                                .toList());
    }
}
