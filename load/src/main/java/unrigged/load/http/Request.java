package unrigged.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request, as bytes. Immutable.
 *
 * @param method upper case
 * @param path origin form, with the query
 * @param host what the Host header says
 * @param headers whole lines without their line end; they replace the ones written by default
 * @param body from its position to its limit; empty for none
 * @param keepAlive false asks the server to close after each answer
 */
public record Request(
        String method,
        String path,
        String host,
        List<String> headers,
        ByteBuffer body,
        boolean keepAlive) {
    /** Those whose meaning asks for a body: an empty one is announced as such (RFC 9110, 8.6). */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Sent twice, they do what they do sent once (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT =
            Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    public Request {
        headers = List.copyOf(headers);
        body = body.asReadOnlyBuffer();
    }

    /** A request without a body. */
    public Request(
            String method, String path, String host, List<String> headers, boolean keepAlive) {
        this(method, path, host, headers, ByteBuffer.allocate(0), keepAlive);
    }

    boolean answeredWithoutBody() {
        return method.equals("HEAD");
    }

    boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        addUnlessGiven(text, "Host", host);
        addUnlessGiven(text, "User-Agent", "unrigged-load");
        addUnlessGiven(text, "Accept", "*/*");
        if (!keepAlive) {
            addUnlessGiven(text, "Connection", "close");
        }
        if (body.hasRemaining() || WITH_BODY.contains(method)) {
            text.append("Content-Length: ").append(body.remaining()).append("\r\n");
        }
        headers.forEach(line -> text.append(line).append("\r\n"));
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + body.remaining())
                .put(head)
                .put(body.duplicate())
                .array();
    }

    private void addUnlessGiven(StringBuilder text, String name, String value) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        if (headers.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(start))) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
