package unrigged.workload;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/** A random row of the table as JSON: {@code {"a": "0000004711", "b": "<20 letters>"}}. */
final class ArticleWorkload implements Workload {

    @Override
    public String path() {
        return "/test";
    }

    @Override
    public List<String> expectations() {
        return List.of("--expect-status", "200");
    }

    @Override
    public boolean readsTable() {
        return true;
    }

    /** None for a right answer: 200, JSON, a row of the table and nothing else. */
    @Override
    public Optional<String> problem(int status, String contentType, byte[] bytes) {
        String body = BodyText.of(bytes);
        if (status != 200) {
            return Optional.of("HTTP " + status + " instead of 200: " + BodyText.shortened(body));
        }
        if (!contentType.startsWith("application/json")) {
            return Optional.of("content type '" + contentType + "' instead of application/json");
        }
        JsonNode json;
        try {
            json = Json.LINES.readTree(body);
        } catch (JacksonException _) {
            return Optional.of(BodyText.notJson(body));
        }
        String a = json.path("a").asString("");
        if (json.size() != 2 || !a.matches("\\d{10}")) {
            return Optional.of(
                    "expected {\"a\": \"<10 digits>\", \"b\": \"<20 letters>\"} but the body is "
                            + BodyText.shortened(body));
        }
        return problem(Long.parseLong(a), json.path("b").asString(""));
    }

    private static Optional<String> problem(long row, String b) {
        if (row < 1 || row >= TestTable.ROWS) {
            return Optional.of(
                    "row " + row + " was never requested; expected 1 to " + (TestTable.ROWS - 1));
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
                                + BodyText.shortened(b)
                                + "'");
    }

    @Override
    public String redirected(String seen, Optional<String> path) {
        return seen + " — no redirect is followed: answer the request itself, with status 200";
    }

    @Override
    public Optional<String> mask(String right) {
        JsonNode json = Json.LINES.readTree(right);
        String a = json.path("a").asString();
        String b = json.path("b").asString();
        return Optional.of(
                right.replace(a, "#".repeat(a.length())).replace(b, "@".repeat(b.length())));
    }
}
