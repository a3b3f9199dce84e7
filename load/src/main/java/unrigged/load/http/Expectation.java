package unrigged.load.http;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What a right answer looks like: its status, and one property of its body. Immutable.
 *
 * <p>A mask has one byte for each byte of the body: {@code #} stands for any ASCII digit, {@code @}
 * for any ASCII letter, every other byte for itself.
 */
public final class Expectation {
    private static final int ANY_2XX = 0;

    private final int status;
    private final Supplier<BodyCheck> body;

    private Expectation(int status, Supplier<BodyCheck> body) {
        this.status = status;
        this.body = body;
    }

    /** Any body; the given status, or any 2xx. */
    public static Expectation anyBody(OptionalInt status) {
        return new Expectation(status.orElse(ANY_2XX), AnyBody::new);
    }

    public Expectation withLength(OptionalLong bytes) {
        return bytes.isEmpty()
                ? this
                : new Expectation(status, () -> new LengthCheck(bytes.getAsLong()));
    }

    public Expectation withMask(String text) {
        byte[] mask = text.getBytes(StandardCharsets.UTF_8);
        return new Expectation(status, () -> new MaskCheck(mask));
    }

    boolean fitsStatus(int actual) {
        return status == ANY_2XX ? actual >= 200 && actual <= 299 : actual == status;
    }

    BodyCheck newCheck() {
        return body.get();
    }
}
