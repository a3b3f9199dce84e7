package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;

final class LatencyCountsTest {
    private static final double[] PERCENTS = {0, 1, 25, 50, 90, 99, 99.9, 99.99, 100};

    @Test
    void figuresAreThoseOfAHistogramOfAllLatencies() {
        Random random = new Random(3);
        for (int run = 0; run < 50; run++) {
            Histogram all = histogram();
            List<LatencyCounts> parts = new ArrayList<>();
            for (int part = 0; part < 4; part++) {
                Histogram one = histogram();
                int answers = random.nextInt(300);
                for (int i = 0; i < answers; i++) {
                    one.recordValue(Math.round(Math.exp(14 * random.nextDouble()) - 1));
                }
                all.add(one);
                parts.add(LatencyCounts.of(one));
            }
            same(all, LatencyCounts.sum(parts));
        }
    }

    @Test
    void ofNoneAllFiguresAreZero() {
        same(histogram(), LatencyCounts.NONE);
        same(histogram(), LatencyCounts.sum(List.of()));
        same(histogram(), LatencyCounts.of(histogram()));
    }

    @Test
    void aHistogramOfOtherClassesIsCountedInThese() {
        Histogram coarse = new Histogram(1, 3_600_000_000L, 2);
        Histogram inThese = histogram();
        for (int us = 1; us < 2_000_000; us = us * 3 + 1) {
            coarse.recordValue(us);
        }
        inThese.add(coarse);
        same(inThese, LatencyCounts.of(coarse));
    }

    private static Histogram histogram() {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        return histogram;
    }

    private static void same(Histogram expected, LatencyCounts counts) {
        assertEquals(expected.getTotalCount(), counts.total());
        assertEquals(expected.getMaxValue(), counts.maxUs());
        assertEquals(expected.getTotalCount() == 0 ? 0 : expected.getMean(), counts.mean());
        for (double percent : PERCENTS) {
            assertEquals(
                    expected.getValueAtPercentile(percent),
                    counts.atPercentile(percent),
                    percent + " %");
        }
        for (HistogramIterationValue value : expected.recordedValues()) {
            assertEquals(
                    value.getValueIteratedTo(),
                    counts.atRank(value.getTotalCountToThisValue()),
                    "rank " + value.getTotalCountToThisValue());
            assertEquals(
                    expected.getCountBetweenValues(
                            value.getValueIteratedTo(), expected.getMaxValue()),
                    counts.from(value.getValueIteratedTo()));
        }
    }
}
