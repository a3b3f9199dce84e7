package unrigged.inference;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import unrigged.metric.Histograms;

/**
 * Latencies of a slice as its record has them: HdrHistogram's text, compressed, version 2. It holds
 * runs of empty classes as one number. The library makes a histogram of it, with every class up to
 * an hour; a slice fills a few hundred of these 23,000, which are read here as they come. What is
 * not as the load generator writes it, the library reads.
 */
final class RecordedLatencies {
    private static final int COMPRESSED = 0x1c849314;
    private static final int COUNTS = 0x1c849313;
    private static final int BEFORE_PAYLOAD = 2 * Integer.BYTES;
    private static final int HEADER = 4 * Integer.BYTES + 3 * Long.BYTES;

    /** More than all classes take. */
    private static final int PAYLOAD_MAX = 1 << 20;

    /**
     * Of three digits, from 1: classes up to twice as many are one wide, beyond each half twice.
     */
    private static final int HALF = 1024;

    private RecordedLatencies() {}

    /** None, when the text is damaged. */
    static LatencyCounts of(String text) {
        return read(text).orElseGet(() -> LatencyCounts.of(Histograms.decoded(text)));
    }

    private static Optional<LatencyCounts> read(String text) {
        Inflater inflater = new Inflater();
        try {
            ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            if (whole.getInt() != COMPRESSED) {
                return Optional.empty();
            }
            int compressed = whole.getInt();
            if (compressed < 0 || compressed > whole.remaining()) {
                return Optional.empty();
            }
            inflater.setInput(whole.slice(BEFORE_PAYLOAD, compressed));
            ByteBuffer header = inflated(inflater, HEADER);
            if (header.getInt() != COUNTS) {
                return Optional.empty();
            }
            int length = header.getInt();
            boolean plain =
                    header.getInt() == 0
                            && header.getInt() == LatencyCounts.DIGITS
                            && header.getLong() == 1
                            && header.getLong() > 0
                            && header.getDouble() == 1;
            return plain && length >= 0 && length <= PAYLOAD_MAX
                    ? counted(inflated(inflater, length))
                    : Optional.empty();
        } catch (IllegalArgumentException
                | ArithmeticException
                | BufferUnderflowException
                | DataFormatException _) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static ByteBuffer inflated(Inflater inflater, int length) throws DataFormatException {
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            int more = inflater.inflate(bytes, read, length - read);
            if (more == 0) {
                throw new DataFormatException("the text ends early");
            }
            read += more;
        }
        return ByteBuffer.wrap(bytes);
    }

    private static Optional<LatencyCounts> counted(ByteBuffer counts) {
        LatencyCounts.Classes classes = new LatencyCounts.Classes(64);
        long index = 0;
        long total = 0;
        while (counts.hasRemaining()) {
            long count = next(counts);
            if (count < 0) {
                // so many empty classes
                index -= count;
                continue;
            }
            if (count > 0) {
                total = Math.addExact(total, count);
                classes.add(highest(index), total);
            }
            index++;
            if (index > Integer.MAX_VALUE) {
                return Optional.empty();
            }
        }
        return Optional.of(classes.counts());
    }

    private static long highest(long index) {
        if (index < 2 * HALF) {
            return index;
        }
        int wide = (int) (index / HALF) - 1;
        return ((index % HALF + HALF + 1) << wide) - 1;
    }

    /** LEB128 of at most nine bytes, the last one whole; signs alternate (zigzag). */
    private static long next(ByteBuffer counts) {
        long bits = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte part = counts.get();
            bits |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return unsigned(bits);
            }
        }
        return unsigned(bits | (counts.get() & 0xffL) << 56);
    }

    private static long unsigned(long bits) {
        return bits >>> 1 ^ -(bits & 1);
    }
}
