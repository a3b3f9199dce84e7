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
import unrigged.claim.ClaimResult;
import unrigged.inference.RunResult;

/**
 * The page: a template with style, scripts and data inlined. It asks nobody for anything; its
 * content security policy allows this style and these scripts by their hashes and nothing else.
 */
final class Page {
    /** In the order in which they need each other; one file for each part of the page. */
    private static final List<String> SCRIPTS =
            List.of(
                    "dom.js",
                    "words.js",
                    "marks.js",
                    "comparison.js",
                    "forecast.js",
                    "state.js",
                    "downloads.js",
                    "chart.js",
                    "ratio-rows.js",
                    "controls.js",
                    "ranking.js",
                    "what-if.js",
                    "regime-map.js",
                    "pair.js",
                    "decides.js",
                    "table-columns.js",
                    "table.js",
                    "row-charts.js",
                    "bump.js",
                    "findings.js",
                    "trust.js",
                    "sources.js",
                    "cell.js",
                    "cell-charts.js",
                    "top.js",
                    "print.js",
                    "main.js");

    /** Scales, axes, shapes and contours of the charts: the library as its makers publish it. */
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Page() {}

    static String of(RunResult result, Optional<String> plan, Optional<String> environment) {
        Headline headline = Headline.of(result);
        Optional<ClaimResult> claim = PageClaim.of(result);
        String style = resource("page.css");
        String library = library();
        String script = script();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", policy(style, library, script));
        parts.put("title", escaped(result.identity().run() + " · Unrigged"));
        parts.put("headline", escaped(claim.map(ClaimText::headline).orElseGet(headline::title)));
        parts.put("table", escaped(String.join("\n", ResultTable.lines(result))));
        parts.put("style", style);
        parts.put("library", library);
        parts.put("script", script);
        parts.put("data", inScript(PageData.of(result, headline, claim, plan, environment)));
        return filled(resource("page.html"), parts);
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

    private static String policy(String style, String library, String script) {
        return "default-src 'none'; script-src '%s' '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .replaceFirst("%s", hash(library))
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

    /** With its licence, which is to be kept with every copy. */
    private static String library() {
        return "/*\n" + resource(D3 + "LICENSE") + "*/\n" + resource(D3 + "dist/d3.min.js");
    }

    private static String script() {
        StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
        SCRIPTS.forEach(name -> script.append(resource(name)));
        return script.append("})();\n").toString();
    }

    /** A text in the jar; relative to this class, or from its root. */
    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not in the jar", e);
        }
    }
}
