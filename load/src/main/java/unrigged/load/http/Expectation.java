package unrigged.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a right answer looks like. Immutable.
 *
 * <p>A mask has one byte for each byte of the body: {@code #} stands for any ASCII digit, {@code @}
 * for any ASCII letter, every other byte for itself.
 */
public final class Expectation {
    private static final int ANY_2XX = 0;
    private static final long ANY_LENGTH = -1;

    private final int status;
    private final long length;
    private final byte[] mask;

    private Expectation(int status, long length, byte[] mask) {
        this.status = status;
        this.length = length;
        this.mask = mask;
    }

    /** Any body; the given status, or any 2xx. */
    public static Expectation anyBody(OptionalInt status) {
        return new Expectation(status.orElse(ANY_2XX), ANY_LENGTH, new byte[0]);
    }

    public Expectation withLength(OptionalLong bytes) {
        return new Expectation(status, bytes.orElse(ANY_LENGTH), mask);
    }

    public Expectation withMask(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Expectation(status, bytes.length, bytes);
    }

    boolean fitsStatus(int actual) {
        return status == ANY_2XX ? actual >= 200 && actual <= 299 : actual == status;
    }

    boolean fitsLength(long actual) {
        return length == ANY_LENGTH || actual == length;
    }

    /**
     * Whether the body's bytes from {@code offset} on, which lie in {@code bytes} from {@code from}
     * to {@code to}, fit the mask.
     */
    boolean fitsBytes(long offset, ByteBuffer bytes, int from, int to) {
        if (mask.length == 0) {
            return true;
        }
        if (offset + (to - from) > mask.length) {
            return false;
        }
        int at = (int) offset;
        for (int i = from; i < to; i++) {
            if (!fits(mask[at++], bytes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(byte wanted, byte actual) {
        return switch (wanted) {
            case '#' -> actual >= '0' && actual <= '9';
            case '@' -> (actual >= 'a' && actual <= 'z') || (actual >= 'A' && actual <= 'Z');
            default -> actual == wanted;
        };
    }
}
