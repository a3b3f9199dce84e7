package unrigged.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is the same in every page that Unrigged writes: one HTML file with its style and scripts
 * inlined. It asks nobody for anything; its content security policy allows this style and these
 * scripts by their hashes and nothing else.
 *
 * @param template with the place {@code {{head}}}, one for each script, and others of the page's
 * @param style follows that of all pages
 * @param scripts by the name of their place in the template
 */
public record StandalonePage(String template, String style, Map<String, String> scripts) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    public StandalonePage {
        scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
    }

    /**
     * The file.
     *
     * @param title plain text
     * @param parts markup or data, by the name of its place in the template
     */
    public String filled(String title, Map<String, String> parts) {
        String allStyle = text(StandalonePage.class, "base.css") + style;
        Map<String, String> head =
                Map.of("policy", policy(allStyle), "title", escaped(title), "style", allStyle);
        Map<String, String> all = new HashMap<>(parts);
        all.putAll(scripts);
        all.put("head", put(head, text(StandalonePage.class, "head.html")));
        return put(all, template);
    }

    private String policy(String allStyle) {
        String allowed =
                scripts.values().stream()
                        .map(script -> "'" + hash(script) + "'")
                        .collect(Collectors.joining(" "));
        return "default-src 'none'; script-src %s; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(allowed, hash(allStyle));
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
    private static String put(Map<String, String> parts, String template) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                Objects.requireNonNull(parts.get(place.group(1)), place.group())));
    }

    /** One script of several files, in the order in which they need each other. */
    public static String program(Class<?> beside, List<String> names) {
        return names.stream()
                .map(name -> text(beside, name))
                .collect(Collectors.joining("", "'use strict';\n(() => {\n", "})();\n"));
    }

    /** A text in the jar; relative to that class, or from its root. */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not in the jar", e);
        }
    }

    /** Plain text as markup, in an element or in a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
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
}
