package unrigged.measurement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.deployment.Topology;
import unrigged.journal.Json;

/**
 * One answer of the chain, checked: by {@link #check} for the article's request, by {@link
 * CustomAnswer} for another.
 *
 * @param problem why it is not a right one; empty when it is
 */
public record Answer(int status, String body, Optional<String> problem) {

    private static final int RECORDED = 1_000;

    /** What a right answer is. */
    interface Verifier {
        /** Why an answer is wrong; empty when it is right. */
        Optional<String> problem(int status, String contentType, byte[] body);

        /** What to say of a redirect where it is wrong. */
        default String redirected(Redirect redirect) {
            return redirect.seen()
                    + " — no redirect is followed: answer the request itself, with status 200";
        }
    }

    /** The verifier of the article's request. */
    static final Verifier ARTICLE = (status, type, body) -> check(status, type, text(body));

    /** Asks once. A connection that fails is an answer with status 0. */
    static Answer ask(HttpProbe probe, Duration timeout, Verifier verifier) {
        try {
            HttpProbe.Response response = probe.get(timeout);
            String type = response.header("content-type").orElse("null");
            return new Answer(
                    response.status(),
                    text(response.body()),
                    verifier.problem(response.status(), type, response.body())
                            .map(problem ->
                                    Redirect.of(probe.authority(), response)
                                            .map(redirect -> verifier.redirected(redirect))
                                            .orElse(problem)));
        } catch (IOException e) {
            return new Answer(0, "", Optional.of("no answer: " + e.getMessage()));
        }
    }

    /** Empty for a right answer: 200, JSON, a row of the table and nothing else. */
    static Optional<String> check(int status, String contentType, String body) {
        if (status != 200) {
            return Optional.of("HTTP " + status + " instead of 200: " + shortened(body));
        }
        if (!contentType.startsWith("application/json")) {
            return Optional.of("content type '" + contentType + "' instead of application/json");
        }
        JsonNode json;
        try {
            json = Json.LINES.readTree(body);
        } catch (JacksonException _) {
            return Optional.of(notJson(body));
        }
        String a = json.path("a").asString("");
        String b = json.path("b").asString("");
        if (json.size() != 2 || !a.matches("\\d{10}")) {
            return Optional.of(
                    "expected {\"a\": \"<10 digits>\", \"b\": \"<20 letters>\"} but the body is "
                            + shortened(body));
        }
        long row = Long.parseLong(a);
        if (row < 1 || row >= Topology.ROWS) {
            return Optional.of(
                    "row " + row + " was never requested; expected 1 to " + (Topology.ROWS - 1));
        }
        String right = TestTable.b((int) row);
        return b.equals(right)
                ? Optional.empty()
                : Optional.of(
                        "row "
                                + row
                                + " has b = '"
                                + right
                                + "' but the answer says '"
                                + shortened(b)
                                + "'");
    }

    /** The row that a right answer shows; empty for any other answer. */
    public OptionalInt row() {
        return problem.isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(Json.LINES.readTree(body).path("a").asString()));
    }

    /**
     * The form that every other answer of this stack must have: # a digit, @ a letter, all else as
     * it is.
     */
    String mask() {
        JsonNode json = Json.LINES.readTree(body);
        String a = json.path("a").asString();
        String b = json.path("b").asString();
        return body.replace(a, "#".repeat(a.length())).replace(b, "@".repeat(b.length()));
    }

    /** The body as the journal keeps it: its beginning, should it be a long one. */
    String recorded() {
        String text = body.strip();
        return text.length() <= RECORDED ? text : text.substring(0, RECORDED) + "…";
    }

    /** What to say about a body that is no JSON. */
    static String notJson(String body) {
        // 0x1f 0x8b begins a gzip file; the second byte is no UTF-8.
        return body.startsWith("\u001f\ufffd")
                ? "the body is in gzip format, which was not requested, instead of JSON"
                : "the body is not JSON: " + shortened(body);
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    static String shortened(String text) {
        return text.length() <= 200 ? "'" + text + "'" : "'" + text.substring(0, 200) + "…'";
    }
}
