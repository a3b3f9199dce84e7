package unrigged.load.http;

/**
 * A request and what a right answer to it looks like.
 *
 * @param origin where the request was read, for people; empty when there is only one
 */
public record Exchange(Request request, Expectation expectation, String origin) {
    /** The only request there is. */
    public Exchange(Request request, Expectation expectation) {
        this(request, expectation, "");
    }

    /** The same request; the only right body has this mask. */
    public Exchange withMask(String mask) {
        return new Exchange(request, expectation.withMask(mask), origin);
    }

    /** What a report calls it. */
    public String name() {
        String line = request.method() + " " + request.path();
        return origin.isEmpty() ? line : origin + " " + line;
    }
}
