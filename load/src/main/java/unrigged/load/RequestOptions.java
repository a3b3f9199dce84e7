package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unrigged.load.http.Exchange;
import unrigged.load.http.Expectation;
import unrigged.load.http.Request;

/** What is asked and what a right answer is. */
final class RequestOptions {
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "transfer-encoding", "expect", "upgrade");

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "The request method (default: GET); requests have no body.")
    String method = "GET";

    @Option(
            names = "--header",
            paramLabel = "'K: v'",
            description = "A request header; may be repeated.")
    List<String> headers = new ArrayList<>();

    @Option(
            names = "--expect-status",
            paramLabel = "CODE",
            description = "The only right status (default: any 2xx).")
    @Nullable Integer expectStatus;

    @Option(
            names = "--expect-mask",
            paramLabel = "TEXT",
            description =
                    "The only right body: # stands for a digit, @ for a letter (ASCII), all else for"
                            + " itself.")
    @Nullable String expectMask;

    @Option(
            names = "--expect-length",
            paramLabel = "BYTES",
            description = "The only right length of the body.")
    @Nullable Long expectLength;

    /** What is sent in turn. */
    List<Exchange> exchanges(Target target, boolean keepAlive) {
        Request request =
                new Request(
                        checkedMethod(),
                        target.path(),
                        target.hostHeader(),
                        checkedHeaders(),
                        keepAlive);
        return List.of(new Exchange(request, expectation()));
    }

    private Expectation expectation() {
        if (expectMask != null && expectLength != null) {
            throw new WrongUse(
                    "both --expect-mask and --expect-length are given",
                    "one of them; a mask has a length already",
                    "leave out --expect-length");
        }
        Integer status = expectStatus;
        if (status != null && (status < 200 || status > 599)) {
            throw new WrongUse(
                    "--expect-status " + status, "200 to 599", "for example --expect-status 200");
        }
        Long length = expectLength;
        if (length != null) {
            Checks.atLeast("--expect-length", length, 0);
        }
        Expectation anyBody =
                Expectation.anyBody(status == null ? OptionalInt.empty() : OptionalInt.of(status));
        return expectMask != null
                ? anyBody.withMask(expectMask)
                : anyBody.withLength(
                        length == null ? OptionalLong.empty() : OptionalLong.of(length));
    }

    private String checkedMethod() {
        if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
            throw new WrongUse(
                    "--method '" + method + "'",
                    "an HTTP method in upper case, and not CONNECT",
                    "for example --method GET");
        }
        return method;
    }

    private List<String> checkedHeaders() {
        for (String header : headers) {
            int colon = header.indexOf(':');
            boolean printable = header.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
            if (!printable
                    || colon < 1
                    || !header.substring(0, colon).matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw new WrongUse(
                        "--header '" + header + "'",
                        "a name, a colon and a value on one line",
                        "for example --header 'Accept: application/json'");
            }
            if (OWN_HEADERS.contains(header.substring(0, colon).toLowerCase(Locale.ROOT))) {
                throw new WrongUse(
                        "--header '" + header + "' would change how answers end",
                        "a header that the generator does not set itself",
                        "for a new connection per request use --no-keepalive");
            }
        }
        return headers;
    }
}
