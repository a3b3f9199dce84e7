package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

class PageTest {
    @TempDir private Path directory;

    @Test
    void noTextOfTheRunLeavesItsPlaceInThePage() throws IOException {
        String page = adversarial();
        assertEquals(3, count(page, "<script"), "the data, the library and the program");
        assertEquals(3, count(page, "</script"));
        assertEquals(0, count(page, "<!--"));
        assertEquals(0, count(page, "<img"));
        assertFalse(page.contains("\u2028"));
    }

    @Test
    void theDataComesOutAsItWentIn() throws IOException {
        JsonNode data = data(adversarial());
        boolean found = false;
        for (JsonNode row : data.path("result").path("scenarios").path(0).path("rows")) {
            if (row.path("stack").asString().equals("</script><script>alert(1)</script>")) {
                assertEquals("\"'><!--<script>{{data}}", row.path("server").asString());
                assertEquals("</td></table>\u2028&amp;", row.path("type").asString());
                found = true;
            }
        }
        assertTrue(found);
    }

    @Test
    void thePolicyAllowsThisStyleAndTheseScriptsAndNothingElse() throws Exception {
        String page = adversarial();
        String library = between(page, "<script>", "</script>");
        String both = between(page, "</script>\n<script>", "</script>\n</body>");
        String program = both.substring(both.indexOf("<script>") + "<script>".length());
        assertTrue(program.startsWith("'use strict'"), "the library's script comes first");
        assertTrue(
                page.contains(
                        "default-src 'none'; script-src '%s' '%s'; style-src '%s'; img-src data:;"
                                .formatted(
                                        hash(library),
                                        hash(program),
                                        hash(between(page, "<style>", "</style>")))));
    }

    @Test
    void theLibraryComesWithItsLicence() throws IOException {
        String library = between(adversarial(), "<script>", "</script>");
        assertTrue(library.startsWith("/*\nCopyright"), library.substring(0, 80));
        assertTrue(library.contains("Permission to use, copy, modify, and/or distribute"));
    }

    @Test
    void thePageNamesNoAddressButThoseOfNamespacesAndOfTheLibrarysMakers() throws IOException {
        Matcher addresses = Pattern.compile("https?://[^\\s'\"]+").matcher(adversarial());
        assertEquals(
                List.of("https://d3js.org"),
                addresses
                        .results()
                        .map(MatchResult::group)
                        .filter(address -> !address.startsWith("http://www.w3.org/"))
                        .distinct()
                        .toList());
    }

    @Test
    void planAndEnvironmentAreThereInFull() throws IOException {
        JsonNode data = data(adversarial());
        assertTrue(
                data.path("plan").asString().startsWith("# synthetic: this run never took place"));
        assertTrue(data.path("environment").asString().contains("\"pgbouncer\" : \"1.24.0\""));
    }

    private String adversarial() throws IOException {
        return Files.readString(
                Report.write(
                        new SyntheticRun()
                                .adversarial()
                                .scenarios("better-sync")
                                .blocks(3)
                                .write(directory)));
    }

    private static JsonNode data(String page) {
        return Json.LINES.readTree(
                between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String hash(String text) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
