package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileTest {
    @Test
    void tenThousandAnswersResolveAP99AndOneLessDoesNot() {
        assertInstanceOf(Percentile.Resolved.class, p99(10_000));
        assertEquals(new Percentile.Unresolved("9,999 answers, 10,000 needed"), p99(9_999));
    }

    @Test
    void noAnswersAreSaidToBeNone() {
        assertEquals(new Percentile.Unresolved("no latencies were recorded"), p99(0));
    }

    @Test
    void microsecondsBecomeMilliseconds() {
        Histogram latencies = new Histogram(3);
        for (int i = 1; i <= 100; i++) {
            latencies.recordValue(i * 10L);
        }
        assertEquals(
                new Percentile.Resolved(0.5, 100),
                Percentile.of(LatencyCounts.of(latencies), 50, 100));
    }

    private static Percentile p99(int answers) {
        Histogram latencies = new Histogram(3);
        if (answers > 0) {
            latencies.recordValueWithCount(1_000, answers);
        }
        return Percentile.of(LatencyCounts.of(latencies), 99, Percentile.ANSWERS_FOR_P99);
    }
}
