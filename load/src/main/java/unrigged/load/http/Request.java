package unrigged.load.http;

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
 * @param keepAlive false asks the server to close after each answer
 */
public record Request(
        String method, String path, String host, List<String> headers, boolean keepAlive) {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    public Request {
        headers = List.copyOf(headers);
    }

    boolean answeredWithoutBody() {
        return method.equals("HEAD");
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        addUnlessGiven(text, "Host", host);
        addUnlessGiven(text, "User-Agent", "unrigged-load");
        addUnlessGiven(text, "Accept", "*/*");
        if (!keepAlive) {
            text.append("Connection: close\r\n");
        }
        if (WITH_BODY.contains(method)) {
            text.append("Content-Length: 0\r\n");
        }
        headers.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void addUnlessGiven(StringBuilder text, String name, String value) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        if (headers.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(start))) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
