package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionSamplesTest {
    private static final long MS = 1_000_000;
    private static final long FROM = 50_000 * MS;
    private static final long TO = 53_000 * MS;

    /** 1,000 a second, of which the database knows only what was reported at the last step. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20, 200, 500, 800, 980})
    void stepsOfASecondAreSeenThrough(long phaseMs) {
        TransactionSamples samples = new TransactionSamples();
        for (long at = FROM - 2_000 * MS; at < TO + 1_000 * MS; at += 103 * MS) {
            long reportedMs = (at / MS - phaseMs) / 1_010 * 1_010 + phaseMs;
            samples.add(at, 7_000_000 + reportedMs);
        }
        double seen = samples.between(FROM, TO).orElseThrow();
        assertEquals(3_000, seen, 0.2 * 3_000);
    }

    @Test
    void evenGrowthIsExact() {
        TransactionSamples samples = new TransactionSamples();
        for (long at = FROM; at <= TO; at += 100 * MS) {
            samples.add(at, at / MS * 2);
        }
        assertEquals(OptionalLong.of(6_000), samples.between(FROM, TO));
    }

    @Test
    void fewSamplesOrHalfTheTimeSayNothing() {
        TransactionSamples samples = new TransactionSamples();
        assertEquals(OptionalLong.empty(), samples.between(FROM, TO));
        for (long at = FROM; at <= TO; at += 500 * MS) {
            samples.add(at, at);
        }
        assertEquals(OptionalLong.empty(), samples.between(FROM, TO));
        for (long at = FROM; at <= FROM + 1_000 * MS; at += 50 * MS) {
            samples.add(at + 2 * TO, at);
        }
        assertEquals(OptionalLong.empty(), samples.between(FROM + 2 * TO, 3 * TO));
    }
}
