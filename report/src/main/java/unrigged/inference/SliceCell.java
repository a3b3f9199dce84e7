package unrigged.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import unrigged.experiment.Event.TrialMeasured;

/**
 * A cell of slices with its latencies by block; blocks in which the stack was lost are left out.
 *
 * @param latencies of the requests that began in the windows, in µs
 * @param unfollowed how many of these have no latency, because their end was not awaited
 */
record SliceCell(CellTrials cell, Map<Integer, Histogram> latencies, long unfollowed) {

    static SliceCell of(CellTrials cell, HistogramSource source) {
        Map<Integer, Histogram> latencies = new TreeMap<>();
        long unfollowed = 0;
        for (TrialMeasured slice : cell.measured()) {
            int block = slice.slot().block();
            if (!cell.slices().orElseThrow().lost().contains(block)) {
                latencies.computeIfAbsent(block, _ -> empty()).add(source.of(slice));
                unfollowed += slice.load().unfollowed().orElse(0);
            }
        }
        return new SliceCell(cell, latencies, unfollowed);
    }

    Histogram pooled() {
        return pooled(latencies.keySet());
    }

    Histogram pooled(Collection<Integer> blocks) {
        Histogram pooled = empty();
        blocks.forEach(block -> {
            Histogram one = latencies.get(block);
            if (one != null) {
                pooled.add(one);
            }
        });
        return pooled;
    }

    /** The pooled histograms without each of these blocks in its turn. */
    List<Histogram> withoutEach(Collection<Integer> blocks) {
        List<Histogram> without = new ArrayList<>();
        for (Integer left : blocks) {
            without.add(pooled(blocks.stream().filter(b -> !b.equals(left)).toList()));
        }
        return without;
    }

    private static Histogram empty() {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        return histogram;
    }
}
