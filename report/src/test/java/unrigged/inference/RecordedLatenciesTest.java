package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What the library writes is read as the library reads it. */
final class RecordedLatenciesTest {
    private static final long HOUR_US = 3_600_000_000L;

    private final Random random = new Random(7);

    @Test
    void figuresAreThoseOfTheLibrary() {
        LongSupplier anyUs = () -> Math.round(Math.exp(Math.log(HOUR_US) * random.nextDouble()));
        LongSupplier short10 = () -> random.nextInt(10);
        LongSupplier around2048 = () -> 2_040 + random.nextInt(20);
        for (LongSupplier latencies : List.of(anyUs, short10, around2048)) {
            for (int answers : List.of(1, 2, 300, 20_000)) {
                Histogram histogram = new Histogram(1, HOUR_US, 3);
                for (int i = 0; i < answers; i++) {
                    histogram.recordValue(latencies.getAsLong());
                }
                same(histogram);
            }
        }
    }

    @Test
    void soAreLargeCountsAndTheLongestLatency() {
        Histogram histogram = new Histogram(1, HOUR_US, 3);
        histogram.recordValueWithCount(0, 1L << 40);
        histogram.recordValueWithCount(5, 1L << 61);
        histogram.recordValueWithCount(HOUR_US, 3);
        same(histogram);
    }

    @Test
    void soAreHistogramsOfOtherClasses() {
        for (Histogram other :
                List.of(new Histogram(1, HOUR_US, 2), new Histogram(16, HOUR_US, 3))) {
            for (int us = 1; us < 2_000_000; us = us * 3 + 1) {
                other.recordValue(us);
            }
            same(other);
        }
    }

    @Test
    void aDamagedTextHasNone() {
        Histogram histogram = new Histogram(1, HOUR_US, 3);
        for (int us = 1; us < 2_000_000; us = us * 2 + 1) {
            histogram.recordValue(us);
        }
        String text = encoded(histogram);
        for (int length = 0; length < text.length() - 2; length++) {
            assertEquals(0, RecordedLatencies.of(text.substring(0, length)).total());
        }
        assertEquals(0, RecordedLatencies.of("no base64, and no histogram").total());
    }

    @Test
    void noTextFailsToBeReadOrFoundDamaged() {
        Histogram histogram = new Histogram(1, HOUR_US, 3);
        histogram.recordValueWithCount(700, 9);
        byte[] right = Base64.getDecoder().decode(encoded(histogram));
        for (int i = 0; i < 20_000; i++) {
            byte[] wrong = right.clone();
            wrong[random.nextInt(wrong.length)] = (byte) random.nextInt();
            LatencyCounts counts = RecordedLatencies.of(Base64.getEncoder().encodeToString(wrong));
            assertTrue(counts.total() >= 0);
        }
    }

    private static void same(Histogram histogram) {
        LatencyCounts expected = LatencyCounts.of(histogram);
        LatencyCounts read = RecordedLatencies.of(encoded(histogram));
        assertEquals(expected.total(), read.total());
        assertEquals(expected.maxUs(), read.maxUs());
        assertEquals(expected.mean(), read.mean());
        for (double percent = 0; percent <= 100; percent += 0.37) {
            assertEquals(
                    expected.atPercentile(percent), read.atPercentile(percent), percent + " %");
        }
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
