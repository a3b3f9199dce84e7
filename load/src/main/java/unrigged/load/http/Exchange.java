package unrigged.load.http;

/** A request and what a right answer to it looks like. */
public record Exchange(Request request, Expectation expectation) {
    /** The same request; the only right body has this mask. */
    public Exchange withMask(String mask) {
        return new Exchange(request, expectation.withMask(mask));
    }
}
