package unrigged.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import unrigged.load.http.Exchange;
import unrigged.program.FileError;
import unrigged.program.InvalidInputException;

/** Reads requests from JSON Lines; what is wrong is said with its file and line. */
final class RequestList {
    private static final String KEYS = "method, path, headers, body, bodyFile, expect";
    private static final String CHECKS = "status, length, mask, sha256, json";

    private final Path file;
    private final RequestForm usual;
    private int line;

    /**
     * @param usual what a line has that does not say otherwise; its headers are added to each
     */
    RequestList(Path file, RequestForm usual) {
        this.file = file;
        this.usual = usual;
    }

    List<Exchange> exchanges(String host, boolean keepAlive) {
        List<Exchange> exchanges = new ArrayList<>();
        try {
            for (String text : Utf8.lines("--request-list", file)) {
                line++;
                if (!text.isBlank()) {
                    String origin = file.getFileName() + ":" + line;
                    exchanges.add(form(text).exchange(host, keepAlive, origin, this::named));
                }
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--request-list " + file + " cannot be read: " + FileError.reason(e),
                    "a text file, UTF-8, with one JSON object on each line",
                    "check the name and its permissions");
        }
        if (exchanges.isEmpty()) {
            throw new InvalidInputException(
                    "--request-list " + file + " holds no request",
                    "one JSON object on each line",
                    "for example {\"path\": \"/\"}");
        }
        return exchanges;
    }

    private String named(String part) {
        return file + ":" + line + ": " + part;
    }

    private InvalidInputException wrong(String what, String expected, String fix) {
        return new InvalidInputException(named(what), expected, fix);
    }

    private RequestForm form(String text) {
        String method = usual.method();
        String path = usual.path();
        List<String> headers = new ArrayList<>(usual.headers());
        ByteBuffer body = usual.body();
        Map<String, JsonNode> expect = Map.of();
        boolean hasBody = false;
        for (Map.Entry<String, JsonNode> entry : object(text).entrySet()) {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "method" -> method = value.string(this::wrongKind);
                case "path" -> path = value.string(this::wrongKind);
                case "headers" ->
                        value.object(this::wrongKind)
                                .forEach((name, content) ->
                                        headers.add(name + ": " + content.string(this::wrongKind)));
                case "body", "bodyFile" -> {
                    if (hasBody) {
                        throw wrong("both body and bodyFile", "one of them", "leave out one");
                    }
                    hasBody = true;
                    body = body(entry.getKey(), value.string(this::wrongKind));
                }
                case "expect" -> expect = value.object(this::wrongKind);
                default -> throw unknown(entry.getKey(), KEYS);
            }
        }
        RequestForm request =
                new RequestForm(method, path, headers, body, null, null, null, null, Map.of());
        return request.expecting(expect.isEmpty() ? usual : expected(expect));
    }

    private Map<String, JsonNode> object(String text) {
        try {
            return JsonNode.parse(text).object(this::wrongKind);
        } catch (JsonNode.NotJson e) {
            throw wrong("no JSON: " + e.getMessage(), "one JSON object on this line", e.fix());
        }
    }

    private ByteBuffer body(String key, String value) {
        if (key.equals("body")) {
            return Utf8.bytes(named(key), value);
        }
        try {
            return RequestOptions.content(named(key), file.toAbsolutePath().resolveSibling(value));
        } catch (InvalidPathException e) {
            throw wrong(
                    key + " is no name of a file: " + e.getReason(),
                    "the name of a file, relative to the list",
                    "for example body.bin");
        }
    }

    private RequestForm expected(Map<String, JsonNode> expect) {
        Integer status = null;
        Long length = null;
        String mask = null;
        String sha256 = null;
        Map<String, String> json = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : expect.entrySet()) {
            JsonNode value = entry.getValue();
            switch (entry.getKey()) {
                case "status" -> status = (int) Math.min(value.whole(this::wrongKind), 1000);
                case "length" -> length = value.whole(this::wrongKind);
                case "mask" -> mask = value.string(this::wrongKind);
                case "sha256" -> sha256 = value.string(this::wrongKind);
                case "json" ->
                        value.object(this::wrongKind)
                                .forEach((pointer, field) ->
                                        json.put(pointer, field.scalar(this::wrongKind)));
                default -> throw unknown("expect." + entry.getKey(), "expect: " + CHECKS);
            }
        }
        return expecting(status, length, mask, sha256, json);
    }

    private static RequestForm expecting(
            @Nullable Integer status,
            @Nullable Long length,
            @Nullable String mask,
            @Nullable String sha256,
            Map<String, String> json) {
        return new RequestForm(
                "", "", List.of(), ByteBuffer.allocate(0), status, length, mask, sha256, json);
    }

    private InvalidInputException unknown(String key, String known) {
        return wrong("unknown key '" + key + "'", known, "correct or remove it");
    }

    private InvalidInputException wrongKind(String what, String expected) {
        return wrong(what, expected, "see 'unrigged load --help' for an example");
    }
}
