package unrigged.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Aggregation;
import unrigged.inference.Finding;
import unrigged.inference.Metric;
import unrigged.inference.Metrics;
import unrigged.inference.RunResult;
import unrigged.inference.Verdict;
import unrigged.journal.Json;

/**
 * The page: a template with style, script and data inlined. It asks nobody for anything; its
 * content security policy allows this style and this script by their hashes and nothing else.
 */
final class Page {
    private static final List<String> SCRIPTS =
            List.of("dom.js", "table.js", "charts.js", "slopes.js", "sections.js", "main.js");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Page() {}

    static String of(RunResult result, Optional<String> plan, Optional<String> environment) {
        Headline headline = Headline.of(result);
        String style = resource("page.css");
        String script = script();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", policy(style, script));
        parts.put("title", escaped(result.identity().run() + " · Unrigged"));
        parts.put("headline", escaped(headline.title()));
        parts.put("table", escaped(String.join("\n", ResultTable.lines(result))));
        parts.put("style", style);
        parts.put("script", script);
        parts.put("data", inScript(data(result, headline, plan, environment)));
        return filled(resource("page.html"), parts);
    }

    private static String data(
            RunResult result,
            Headline headline,
            Optional<String> plan,
            Optional<String> environment) {
        ObjectNode data = Json.LINES.createObjectNode();
        data.set("result", RunResultJson.of(result));
        data.set("metrics", metrics(Metrics.TABLE));
        data.set("shown", shown());
        headline.lines().forEach(data.putArray("sentences")::add);
        plan.ifPresent(text -> data.put("plan", text));
        environment.ifPresent(text -> data.put("environment", indented(text)));
        return Json.LINES.writeValueAsString(data);
    }

    /** The words of the result's format that people read as others. */
    private static ObjectNode shown() {
        ObjectNode words = Json.LINES.createObjectNode();
        for (Finding.Severity severity : Finding.Severity.values()) {
            words.put(severity.word(), severity.shown());
        }
        for (Verdict verdict : Verdict.values()) {
            words.put(verdict.word(), verdict.shown());
        }
        return words;
    }

    /** What the page's table needs to know of its metrics; it knows none by itself. */
    static ArrayNode metrics(List<Metric<?>> metrics) {
        ArrayNode array = Json.LINES.createArrayNode();
        for (Metric<?> metric : metrics) {
            ObjectNode node = array.addObject().put("key", metric.shownKey());
            node.put("why", metric.whyKey());
            node.put("title", metric.display().title());
            node.put("note", metric.display().note());
            node.put("shape", metric.aggregation().shape().name());
            node.put("lowerIsBetter", metric.better() == Verdict.Better.LOWER);
            node.put("grouped", metric.unit().grouped());
            node.put("perAnswer", metric.unit() == Metric.Unit.MS_PER_REQUEST);
            if (metric.aggregation().shape() == Aggregation.Shape.RATIO) {
                node.put("verdict", metric.verdictKey());
            }
        }
        return array;
    }

    private static String indented(String json) {
        try {
            return Json.LINES
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Json.LINES.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }

    /**
     * JSON that no text in it can leave a script element with: every {@code <}, {@code >} and
     * {@code &} is in a string, where an escape means the same; so do the two line ends that JSON
     * knows and JavaScript once did not.
     */
    static String inScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .replaceFirst("%s", hash(script))
                .replaceFirst("%s", hash(style));
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** In one pass, so that text that was put in is never taken for a place. */
    private static String filled(String template, Map<String, String> parts) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                Objects.requireNonNull(parts.get(place.group(1)), place.group())));
    }

    private static String script() {
        StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
        SCRIPTS.forEach(name -> script.append(resource(name)));
        return script.append("})();\n").toString();
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not in the jar", e);
        }
    }
}
