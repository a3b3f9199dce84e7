package unrigged.load;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import unrigged.load.http.Exchange;
import unrigged.load.http.Expectation;
import unrigged.load.http.JsonValue;
import unrigged.load.http.Request;
import unrigged.program.InvalidInputException;

/**
 * A request and the right answer to it as someone wrote them down, not checked yet.
 *
 * @param headers whole lines
 * @param json pointers to the JSON text of the values expected there
 */
record RequestForm(
        String method,
        String path,
        List<String> headers,
        ByteBuffer body,
        @Nullable Integer status,
        @Nullable Long length,
        @Nullable String mask,
        @Nullable String sha256,
        Map<String, String> json) {
    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "transfer-encoding", "expect", "upgrade");

    /** How complaints call a part of the form: an option, or a key in a line of a file. */
    interface Naming {
        String of(String part);
    }

    private boolean expectsAnyBody() {
        return length == null && mask == null && sha256 == null && json.isEmpty();
    }

    /** The same request; the right answer is that of the other. */
    RequestForm expecting(RequestForm other) {
        return new RequestForm(
                method,
                path,
                headers,
                body,
                other.status,
                other.length,
                other.mask,
                other.sha256,
                other.json);
    }

    /**
     * @param origin where it was written, for reports; empty when there is only one
     * @throws InvalidInputException when a part of it cannot be
     */
    Exchange exchange(String host, boolean keepAlive, String origin, Naming naming) {
        checkMethod(naming);
        checkPath(naming);
        headers.forEach(header -> checkHeader(header, keepAlive, naming));
        return new Exchange(
                new Request(method, path, host, headers, body, keepAlive),
                expectation(naming),
                origin);
    }

    private void checkMethod(Naming naming) {
        if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
            throw new InvalidInputException(
                    naming.of("method") + " '" + method + "'",
                    "an HTTP method in upper case, and not CONNECT",
                    "for example GET");
        }
    }

    private void checkPath(Naming naming) {
        RequestTarget.check(path, naming.of("path"));
    }

    private static void checkHeader(String header, boolean keepAlive, Naming naming) {
        var _ = Utf8.bytes(naming.of("header"), header);
        int colon = header.indexOf(':');
        boolean printable = header.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
        if (!printable
                || colon < 1
                || !header.substring(0, colon).matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new InvalidInputException(
                    naming.of("header") + " '" + header + "'",
                    "a name, a colon and a value on one line",
                    "for example 'Accept: application/json'");
        }
        String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
        if (name.equals("connection")) {
            checkConnection(header, header.substring(colon + 1).strip(), keepAlive, naming);
        } else if (OWN_HEADERS.contains(name)) {
            throw new InvalidInputException(
                    naming.of("header") + " '" + header + "' would change how messages end",
                    "a header that the generator does not set itself",
                    "for a new connection per request use --no-keepalive; the length of a body is"
                            + " announced without being asked for");
        }
    }

    /** What agrees with the load is sent as it is; it changes nothing. */
    private static void checkConnection(
            String header, String value, boolean keepAlive, Naming naming) {
        String agrees = keepAlive ? "keep-alive" : "close";
        if (value.equalsIgnoreCase(agrees)) {
            return;
        }
        String given = naming.of("header") + " '" + header + "'";
        if (value.equalsIgnoreCase("close")) {
            throw new InvalidInputException(
                    given + " although connections are kept alive",
                    "'Connection: keep-alive', or none",
                    "for a new connection per request use --no-keepalive, which sends it");
        }
        if (value.equalsIgnoreCase("keep-alive")) {
            throw new InvalidInputException(
                    given + " although --no-keepalive is given",
                    "'Connection: close', or none",
                    "leave out --no-keepalive to keep connections alive");
        }
        throw new InvalidInputException(
                given + " would change how messages end",
                "'Connection: " + agrees + "', or none",
                "leave it out");
    }

    private Expectation expectation(Naming naming) {
        if (mask != null && (length != null || sha256 != null || !json.isEmpty())) {
            throw new InvalidInputException(
                    naming.of("mask") + " and another check of the body are given",
                    "one of them; a mask says all about a body",
                    "leave out the others");
        }
        if (method.equals("HEAD") && !expectsAnyBody()) {
            throw new InvalidInputException(
                    naming.of("method") + " HEAD together with a check of the body",
                    "none: the answer has no body",
                    "leave it out, or use GET");
        }
        checkStatus(naming);
        Expectation expectation =
                Expectation.anyBody(status == null ? OptionalInt.empty() : OptionalInt.of(status));
        if (mask != null) {
            var _ = Utf8.bytes(naming.of("mask"), mask);
            return expectation.withMask(mask);
        }
        if (length != null) {
            Checks.atLeast(naming.of("length"), length, 0);
            expectation = expectation.withLength(length);
        }
        if (sha256 != null) {
            expectation = expectation.withSha256(checkedHash(sha256, naming));
        }
        json.forEach((pointer, text) -> checkField(pointer, text, naming));
        return expectation.withJson(json);
    }

    private void checkStatus(Naming naming) {
        if (status != null && (status < 200 || status > 599)) {
            throw new InvalidInputException(
                    naming.of("status") + " " + status, "200 to 599", "for example 200");
        }
    }

    private static String checkedHash(String hex, Naming naming) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new InvalidInputException(
                    naming.of("sha256") + " '" + hex + "'",
                    "64 hexadecimal digits",
                    "as sha256sum prints them for the right body");
        }
        return hex.toLowerCase(Locale.ROOT);
    }

    private static void checkField(String pointer, String text, Naming naming) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new InvalidInputException(
                    naming.of("json") + " '" + pointer + "'",
                    "a JSON pointer (RFC 6901), which begins with /",
                    "for example /items/0/id");
        }
        try {
            JsonValue.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    naming.of("json") + " '" + pointer + "': " + e.getMessage(),
                    "a JSON string, number, true, false or null",
                    "for example 7, or \"text\" in double quotes");
        }
    }
}
