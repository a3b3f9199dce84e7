package unrigged.load.http;

import org.jspecify.annotations.Nullable;

/** Adds to why an answer is not whole what did come of it. */
final class PartialResponse {
    private PartialResponse() {}

    /**
     * @param why a constant
     * @param parser what reads the answer; null when nothing of it came
     */
    static String added(FailureKind kind, String why, @Nullable ResponseParser parser) {
        return switch (kind) {
            case TIMEOUT, RESET, CLOSED_EARLY ->
                    why + (parser == null ? "; nothing of an answer came" : "; " + parser.soFar());
            case PROTOCOL -> why + (parser == null ? "" : parser.brokenText());
            case CONNECT, STATUS, WRONG_BODY -> why;
        };
    }

    static String head(int bytes) {
        return bytes + " bytes of the answer's head came";
    }

    /**
     * @param announced by Content-Length; negative without
     */
    static String body(int status, long bytes, long announced, boolean chunked) {
        String came = "status " + status + " and " + bytes;
        if (chunked) {
            return came + " bytes of a chunked body came, without its end";
        }
        return announced < 0
                ? came + " bytes of a body that ends with the connection came"
                : came + " of " + announced + " bytes of the body came";
    }
}
