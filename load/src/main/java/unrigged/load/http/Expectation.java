package unrigged.load.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a right answer looks like: its status, and properties of its body that must all hold.
 * Immutable.
 *
 * <p>A mask has one byte for each byte of the body: {@code #} stands for any ASCII digit, {@code @}
 * for any ASCII letter, every other byte for itself.
 */
public final class Expectation {
    private static final int ANY_2XX = 0;

    private final int status;
    private final List<Supplier<BodyCheck>> body;

    private Expectation(int status, List<Supplier<BodyCheck>> body) {
        this.status = status;
        this.body = body;
    }

    /** Any body; the given status, or any 2xx. */
    public static Expectation anyBody(OptionalInt status) {
        return new Expectation(status.orElse(ANY_2XX), List.of());
    }

    public Expectation withLength(long bytes) {
        return with(() -> new LengthCheck(bytes));
    }

    /** A mask takes the place of all that was asked of the body before: it says more. */
    public Expectation withMask(String text) {
        byte[] mask = text.getBytes(StandardCharsets.UTF_8);
        return new Expectation(status, List.of(() -> new MaskCheck(mask)));
    }

    /**
     * The body's SHA-256.
     *
     * @param hex 64 hexadecimal digits
     */
    public Expectation withSha256(String hex) {
        return with(() -> new Sha256Check(hex));
    }

    /**
     * Values that the body, JSON, must hold. Checking allocates, unlike all other checks.
     *
     * @param fields JSON pointers (RFC 6901) to the JSON text of a string, number, true, false or
     *     null
     */
    public Expectation withJson(Map<String, String> fields) {
        return fields.isEmpty() ? this : with(() -> new JsonCheck(fields));
    }

    private Expectation with(Supplier<BodyCheck> more) {
        List<Supplier<BodyCheck>> all = new ArrayList<>(body);
        all.add(more);
        return new Expectation(status, List.copyOf(all));
    }

    boolean fitsStatus(int actual) {
        return status == ANY_2XX ? actual >= 200 && actual <= 299 : actual == status;
    }

    /** What to say about an answer whose status does not fit. */
    String statusComplaint(int actual) {
        return "status %d, expected %s"
                .formatted(actual, status == ANY_2XX ? "any 2xx" : String.valueOf(status));
    }

    BodyCheck newCheck() {
        return switch (body.size()) {
            case 0 -> new AnyBody();
            case 1 -> body.getFirst().get();
            default -> new AllChecks(body.stream().map(Supplier::get).toArray(BodyCheck[]::new));
        };
    }
}
