package unrigged.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.ParseResult;
import unrigged.load.http.Exchange;
import unrigged.program.FileError;
import unrigged.program.InvalidInputException;

/** What is asked and what a right answer is. */
final class RequestOptions {
    private final @Nullable String method;
    private final List<String> headers;
    private final @Nullable String body;
    private final @Nullable Path bodyFile;
    private final @Nullable Path requestList;
    private final @Nullable Integer expectStatus;
    private final @Nullable String expectMask;
    private final @Nullable Long expectLength;
    private final @Nullable String expectSha256;
    private final List<String> expectJson;

    RequestOptions(ParseResult given) {
        method = given.matchedOptionValue("--method", null);
        headers = List.of(given.matchedOptionValue("--header", new String[0]));
        body = given.matchedOptionValue("--body", null);
        bodyFile = given.matchedOptionValue("--body-file", null);
        requestList = given.matchedOptionValue("--request-list", null);
        expectStatus = given.matchedOptionValue("--expect-status", null);
        expectMask = given.matchedOptionValue("--expect-mask", null);
        expectLength = given.matchedOptionValue("--expect-length", null);
        expectSha256 = given.matchedOptionValue("--expect-sha256", null);
        expectJson = List.of(given.matchedOptionValue("--expect-json", new String[0]));
    }

    static ArgGroupSpec spec() {
        return OptionSpecs.group(
                "The request and its answer",
                OptionSpecs.value(
                        "--method", "NAME", String.class, "The request method (default: GET)."),
                OptionSpecs.list("-H,--header", "'K: v'", "A request header; may be repeated."),
                OptionSpecs.value("--body", "TEXT", String.class, "The request's body, as UTF-8."),
                OptionSpecs.value(
                        "--body-file", "FILE", Path.class, "The request's body, byte for byte."),
                OptionSpecs.value(
                        "--request-list",
                        "FILE",
                        Path.class,
                        "Requests to send in turn, one JSON object on each line (JSON Lines), for"
                                + " example",
                        "  {\"method\": \"POST\", \"path\": \"/items?x=1\", \"headers\":"
                                + " {\"Accept\": \"*/*\"}, \"body\": \"…\",",
                        "   \"expect\": {\"status\": 201, \"json\": {\"/name\": \"x\"}}}",
                        "All keys may be left out. Others: bodyFile (relative to the list) in place"
                                + " of body; expect also takes length, mask and sha256. --header"
                                + " adds to each line; --expect-… is for lines without expect. Every"
                                + " thread goes through the list on its own, again and again."),
                OptionSpecs.value(
                        "--expect-status",
                        "CODE",
                        Integer.class,
                        "The only right status (default: any 2xx)."),
                OptionSpecs.value(
                        "--expect-mask",
                        "TEXT",
                        String.class,
                        "The only right body: # stands for a digit, @ for a letter (ASCII), all else"
                                + " for itself."),
                OptionSpecs.value(
                        "--expect-length",
                        "BYTES",
                        Long.class,
                        "The only right length of the body."),
                OptionSpecs.value(
                        "--expect-sha256",
                        "HEX",
                        String.class,
                        "The only right SHA-256 of the body."),
                OptionSpecs.list(
                        "--expect-json",
                        "POINTER=VALUE",
                        "A value that the body, JSON, must hold: --expect-json /id=7 --expect-json"
                                + " '/items/0/name=\"x\"'. May be repeated.",
                        "Costs the generator more than all other checks: it reads every body as"
                                + " JSON."));
    }

    /** What is sent in turn. */
    List<Exchange> exchanges(Target target, boolean keepAlive) {
        Path list = requestList;
        if (list == null) {
            return List.of(
                    form(target, contentOfBody())
                            .exchange(target.hostHeader(), keepAlive, "", RequestOptions::named));
        }
        if (method != null || body != null || bodyFile != null) {
            throw new InvalidInputException(
                    "--request-list together with --method, --body or --body-file",
                    "a list whose lines have their own",
                    "write them into the list");
        }
        RequestForm usual = form(target, ByteBuffer.allocate(0));
        // A flaw in the options is theirs, not the first line's.
        usual.exchange(target.hostHeader(), keepAlive, "", RequestOptions::named);
        return new RequestList(list, usual).exchanges(target.hostHeader(), keepAlive);
    }

    private RequestForm form(Target target, ByteBuffer content) {
        return new RequestForm(
                method == null ? "GET" : method,
                target.path(),
                headers,
                content,
                expectStatus,
                expectLength,
                expectMask,
                expectSha256,
                expectedFields());
    }

    private static String named(String part) {
        return switch (part) {
            case "method", "header" -> "--" + part;
            case "path" -> "the URL's path";
            default -> "--expect-" + part;
        };
    }

    private ByteBuffer contentOfBody() {
        String text = body;
        Path file = bodyFile;
        if (text != null && file != null) {
            throw new InvalidInputException(
                    "both --body and --body-file are given", "one of them", "leave out --body");
        }
        if (file != null) {
            return content("--body-file", file);
        }
        return text == null ? ByteBuffer.allocate(0) : Utf8.bytes("--body", text);
    }

    static ByteBuffer content(String named, Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidInputException(
                    named + " " + file + " cannot be read: " + FileError.reason(e),
                    "a file with the request's body",
                    "check the name and its permissions");
        }
    }

    private Map<String, String> expectedFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String text : expectJson) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new InvalidInputException(
                        "--expect-json '" + text + "'",
                        "a JSON pointer, an equals sign and a JSON value",
                        "for example --expect-json /id=7");
            }
            fields.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return fields;
    }
}
