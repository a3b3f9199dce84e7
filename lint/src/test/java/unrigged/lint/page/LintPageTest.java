package unrigged.lint.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding.Severity;
import unrigged.lint.LintResult;
import unrigged.lint.UnderstoodFile.PassedOver;

class LintPageTest {
    @Test
    void everyCellIsThereAsItIsPublished() {
        SyntheticTable table = SyntheticTable.contradictory();
        Document page = page(table);
        List<String> lines = new ArrayList<>();
        for (Element row : page.select(".published tbody tr")) {
            lines.add(String.join("|", row.select("> *").eachText().subList(1, 12)));
        }
        assertEquals(table.lines().subList(1, 13), lines);
        assertEquals(
                "Avg latency (ms) mean latency in ms by its name",
                page.select(".published thead th").get(5).text());
    }

    @Test
    void aMarkedCellOpensWhatItContradicts() {
        Document page = page(SyntheticTable.contradictory());
        Element button = page.select(".published tbody tr").get(3).select("button").get(1);
        assertEquals("2.60", button.text());
        assertEquals(
                "Row 4: delta 64,020/s × 2.6 ms = 166.5 in flight, of 64 · 1 closed-loop"
                        + " the mean is 2.6 ms, the percentiles allow at most 2.356 ms · 3 mean-bounds",
                opened(page, button).text());
        assertEquals(2, button.select("i.fault").size(), "one sign for each finding");
    }

    @Test
    void everyMarkHasASignOfItsSeverityWhichIsMoreThanAColour() {
        LintResult result =
                SyntheticTable.clean()
                        .found(
                                SyntheticTable.finding(Severity.ERROR, 0),
                                SyntheticTable.finding(Severity.WARNING, 0, 1),
                                SyntheticTable.finding(Severity.NOTE, 2));
        Document page = Jsoup.parse(LintPage.of(List.of(result), List.of()));
        assertEquals(
                List.of("fault doubt", "doubt", "note"),
                page.select(".marked").stream()
                        .map(cell -> String.join(" ", cell.select("i").eachAttr("class")))
                        .toList());
        for (String sign : List.of("fault", "doubt", "note", "blind")) {
            assertTrue(style(page).contains("i." + sign + "::before { content: "), sign);
        }
    }

    @Test
    void findingsComeWithEvidenceRemedyAndWhatTheirRuleLooksFor() {
        Element finding = page(SyntheticTable.contradictory()).select(".finding").getFirst();
        assertEquals("error 1 row show 2 cells", finding.child(0).text());
        assertEquals(
                "1 Throughput and 'Avg latency (ms)' need more requests in flight than there were",
                finding.select("h3").text());
        assertEquals(
                "delta: 64,020/s × 2.6 ms = 166.5 in flight, of 64", finding.select("li").text());
        assertEquals("#t1r4", finding.select("li a").attr("href"));
        assertTrue(finding.text().contains("What to do: Ask what the latency column measures"));
        assertTrue(finding.text().contains("closed-loop: throughput × (mean latency"));
    }

    @Test
    void whatWasUnderstoodIsThereAndWhatCouldNotBe() {
        Document page = page(SyntheticTable.contradictory());
        String text = page.text();
        assertTrue(text.contains("connections 64, from line 1"), text);
        assertTrue(text.contains("duration 30 s, from line 1"), text);
        assertTrue(text.contains("load generator wrk"), text);
        assertTrue(text.contains("line 1: wrk -t4 -c64 -d30s"), text);
        assertTrue(
                page.select("#t1open tr").text().contains("ratio-mismatch a ratio and the figure"),
                text);
        assertTrue(
                page.select("#t1quiet").text().contains("equal-columns two columns that say"),
                text);
        assertTrue(page.select("#t1missing").text().contains("the versions of what was measured"));
    }

    @Test
    void aTableWithoutFindingsHasNothingToChoose() {
        Document page = page(SyntheticTable.clean());
        assertEquals(0, page.select("button, [popover], .controls").size());
        assertTrue(page.text().contains("No rule that could be checked found anything."));
    }

    @Test
    void withoutItsScriptNothingIsMissingButTheControlsThatNeedIt() {
        Document page = page(SyntheticTable.contradictory());
        Set<String> hidden = new HashSet<>(page.select("[hidden]").eachAttr("class"));
        assertEquals(Set.of("controls", "pill"), hidden);
    }

    @Test
    void everyLinkAndLabelLeadsToOneElement() {
        Document page =
                Jsoup.parse(
                        LintPage.of(
                                SyntheticTable.linted(
                                        SyntheticTable.contradictory(),
                                        SyntheticTable.clean(),
                                        SyntheticTable.contradictory()),
                                List.of()));
        List<String> ids = page.select("[id]").eachAttr("id");
        assertEquals(Set.copyOf(ids).size(), ids.size());
        List<String> named = new ArrayList<>();
        page.select("[href^=#]").eachAttr("href").forEach(href -> named.add(href.substring(1)));
        named.addAll(page.select("[popovertarget]").eachAttr("popovertarget"));
        named.addAll(page.select("[aria-labelledby]").eachAttr("aria-labelledby"));
        assertTrue(named.size() > 60, named.toString());
        assertEquals(List.of(), named.stream().filter(id -> !ids.contains(id)).toList());
    }

    @Test
    void noTextOfATableLeavesItsPlaceInThePage() {
        Document page =
                Jsoup.parse(
                        LintPage.of(SyntheticTable.linted(SyntheticTable.hostile()), List.of()));
        assertEquals(1, page.select("script").size());
        assertEquals(1, page.select("style").size());
        assertEquals(0, page.select("img, b > i, iframe, form, input, base").size());
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertFalse(attribute.getKey().startsWith("on"), element.outerHtml());
                assertFalse(attribute.getKey().equals("style"), element.outerHtml());
            }
        }
        assertEquals("<title>'\"><script>alert(5)<!--.csv · Unrigged lint", page.title());
        assertEquals(
                "</script><script>alert(1)</script>",
                page.select(".published tbody th").getFirst().text());
        assertTrue(page.select("h1").text().contains("<title>'\"><script>"));
        assertTrue(page.select(".says").text().contains("<img src=x onerror=alert(3)>"));
        assertTrue(page.select("#t1understood ~ *").text().contains("--><script>alert(4)"));
        assertTrue(page.select(".published tbody").text().contains("{{head}}"));
    }

    @Test
    void thePolicyAllowsThisStyleAndThisScriptAndNothingElse() throws Exception {
        Document page = page(SyntheticTable.contradictory());
        assertEquals(
                "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                        .formatted(
                                hash(page.select("script").getFirst().data()), hash(style(page))),
                page.select("meta[http-equiv=Content-Security-Policy]").attr("content"));
    }

    @Test
    void thePageNamesNoAddress() {
        String page = LintPage.of(SyntheticTable.linted(SyntheticTable.clean()), List.of());
        assertEquals(-1, page.replace("http://host/", "").indexOf("://"));
        assertEquals(-1, page.indexOf("url("));
    }

    @Test
    void aLongTextIsCutAndThePageSaysSo() {
        SyntheticTable table =
                new SyntheticTable(
                        "long.csv", "", List.of("Name|Requests/s", "😀".repeat(1_000) + "|1,000"));
        Document page = page(table);
        assertEquals("😀".repeat(299) + "…", page.select(".published tbody th").text());
        assertTrue(page.text().contains("Texts of more than 300 characters are cut."));
    }

    @Test
    void aLargeTableHasTheRowsWithFindingsAndAFewOthersAndSaysHowMany() {
        List<String> lines = new ArrayList<>(List.of("Name|Requests/s"));
        IntStream.range(0, 100_000).forEach(row -> lines.add("s" + row + "|" + (1_000 + row)));
        SyntheticTable table = new SyntheticTable("large.csv", "", lines);
        LintResult result =
                table.found(
                        SyntheticTable.finding(
                                Severity.ERROR, IntStream.range(10, 100_000).toArray()),
                        SyntheticTable.finding(Severity.WARNING, 99_998));
        String html = LintPage.of(List.of(result), List.of());
        assertTrue(html.length() < 2_000_000, html.length() + " characters");
        Document page = Jsoup.parse(html);
        assertEquals(2_000, page.select(".published tbody tr").size());
        assertEquals(1, page.select("#t1r99999").size(), "the only row of a lighter finding");
        assertEquals(0, page.select("#t1r99998").size());
        assertTrue(
                page.select("caption")
                        .text()
                        .startsWith(
                                "large.csv: 100,000 rows, 2 columns, as published. 2,000 of them are here,"
                                        + " 2,000 of the 99,990 with findings among them;"),
                page.select("caption").text());
    }

    @Test
    void aWideTableHasFewerRows() {
        int columns = 998;
        List<String> lines = new ArrayList<>(List.of("Name|Requests/s" + "|x".repeat(columns)));
        lines.set(0, "Name|Requests/s" + joined(columns, "c"));
        IntStream.range(0, 100).forEach(row -> lines.add("s" + row + "|9" + joined(columns, "")));
        SyntheticTable table = new SyntheticTable("wide.csv", "", lines);
        Document page =
                Jsoup.parse(
                        LintPage.of(
                                List.of(table.found(SyntheticTable.finding(Severity.ERROR, 99))),
                                List.of()));
        assertEquals(40, page.select(".published tbody tr").size());
        assertEquals(1, page.select("tr.gap#t1r100").size(), "others are left out before it");
        assertTrue(page.select("caption").text().contains("all 1 with findings among them"));
    }

    private static String joined(int count, String before) {
        StringBuilder all = new StringBuilder();
        IntStream.range(0, count).forEach(i -> all.append('|').append(before).append(i));
        return all.toString();
    }

    @Test
    void tablesThatWerePassedOverAreListed() {
        Document page =
                Jsoup.parse(
                        LintPage.of(
                                SyntheticTable.linted(SyntheticTable.clean()),
                                List.of(new PassedOver("a.md, table 2", "at 5:3: <b> is none"))));
        assertEquals(
                "Tables that were passed over",
                page.select("section[aria-labelledby=passed-over] h2").text());
        assertEquals(
                "a.md, table 2: at 5:3: <b> is none",
                page.select("section[aria-labelledby=passed-over] li").text());
    }

    @Test
    void aPageNeedsATable() {
        assertThrows(IllegalArgumentException.class, () -> LintPage.of(List.of(), List.of()));
    }

    private static Document page(SyntheticTable table) {
        return Jsoup.parse(LintPage.of(SyntheticTable.linted(table), List.of()));
    }

    private static Element opened(Document page, Element button) {
        return page.select("#" + button.attr("popovertarget")).getFirst();
    }

    private static String style(Document page) {
        return page.select("style").getFirst().data();
    }

    private static String hash(String text) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
