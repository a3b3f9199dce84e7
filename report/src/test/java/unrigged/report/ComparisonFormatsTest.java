package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Difference;
import unrigged.inference.Difference.Kind;
import unrigged.inference.RunComparison;
import unrigged.inference.RunResult;
import unrigged.inference.RunSide;
import unrigged.inference.SyntheticSlices;

/** What is written of two runs, with names that try to leave their place. */
class ComparisonFormatsTest {
    private static final String HOSTILE = "a|b`c`<img src=x>&\"'\u0001\n]]>*_[x](y)";

    private final SyntheticSlices old = new SyntheticSlices();
    private final SyntheticSlices now = new SyntheticSlices();

    ComparisonFormatsTest() {
        now.seed = 2;
        for (SyntheticSlices run : List.of(old, now)) {
            run.blocks = 8;
            run.startEffect = 0.01;
            run.roundNoise = 0.02;
            run.ratios.put(HOSTILE, 1.5);
        }
        now.ratios.put("aiohttp", 1.0);
        old.ratios.put("sanic", 1.1);
    }

    private RunPair runs(Difference... differences) {
        RunResult before = old.result();
        RunResult after = now.result();
        return new RunPair(
                before,
                after,
                RunComparison.of(before, after, ComparedMetric.THROUGHPUT),
                List.of(differences),
                List.of(RunSide.OLD));
    }

    private static GateResult gate(RunPair runs) {
        return new GateResult(
                true,
                0.05,
                runs.comparison().cells().stream()
                        .filter(cell -> cell.stack().equals("aiohttp"))
                        .toList(),
                runs.comparison().compared().size());
    }

    private static Difference differs(Kind kind, String what) {
        return Difference.of(kind, what, Optional.of("was"), Optional.empty());
    }

    @Test
    void theHeadlineSaysWhatChangedAndWhetherTheMachineDid() {
        RunPair runs = runs();
        String headline = ComparisonText.headline(runs);
        assertTrue(
                headline.startsWith("slower in the new run: aiohttp in baseline (0.7"), headline);
        assertTrue(
                ComparisonText.headline(runs(differs(Kind.MACHINE, "CPU model")))
                        .startsWith("on another machine, slower"));
        assertTrue(headline.split(" ").length <= 25, headline);
        assertFalse(
                ComparisonText.headline(runs(differs(Kind.SYSTEM, "kernel"))).contains("machine"));
    }

    @Test
    void theTableHasALineForEachThatIsComparedAndSaysTheRest() {
        RunPair runs = runs(differs(Kind.VERSION, "nginx"));
        List<String> lines = ComparisonTable.lines(runs, gate(runs));
        String text = String.join("\n", lines);
        assertTrue(lines.getFirst().startsWith("Slower in the new run: "), text);
        assertTrue(text.contains("Only in the old run, baseline: sanic."), text);
        assertTrue(text.contains("version  nginx  was  –"), text);
        assertTrue(text.contains("What the old run ran on is not known"), text);
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.contains("aiohttp") && line.endsWith("regression")),
                text);
        assertTrue(lines.stream().noneMatch(line -> line.matches(".*\\p{Cntrl}.*")), text);
    }

    @Test
    void aRunThatGoesOnIsNamedAndAReasonIsSaidOnce() {
        now.closed = false;
        now.blocks = 2;
        RunPair runs = runs();
        List<String> lines = ComparisonTable.lines(runs, new GateResult(false, 0, List.of(), 3));
        String text = String.join("\n", lines);
        assertTrue(text.contains("The new run is unfinished: "), text);
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("  No interval: ")).count(), text);
        assertTrue(text.contains("in both runs 2 of at least 4 blocks were measured."), text);
    }

    @Test
    void jsonHasTheContractsKeysAndNoAbsentFigure() {
        RunPair runs = runs(differs(Kind.MACHINE, "CPUs"));
        JsonNode json = ComparisonJson.of(runs, gate(runs));
        JsonNode row = json.path("rows").path(0);
        assertEquals("baseline", row.path("scenario").asString());
        assertEquals("aiohttp", row.path("stack").asString());
        assertEquals("slower", row.path("verdict").asString());
        assertEquals(0.77, row.path("ratio").asDouble(), 0.03);
        assertEquals(2, row.path("interval").size());
        assertEquals("machine", json.path("differs").path(0).path("kind").asString());
        assertFalse(json.path("differs").path(0).has("new"));
        assertTrue(json.path("machineDiffers").asBoolean());
        assertFalse(json.path("gate").path("passed").asBoolean());
        JsonNode last = json.path("rows").path(3);
        assertEquals("old", last.path("onlyIn").asString());
        assertEquals("not compared", last.path("verdict").asString());
        assertFalse(last.has("ratio"));
    }

    @Test
    void junitXmlIsWellFormedAndNamesWhatFailedAndWhatWasSkipped() throws Exception {
        RunPair runs = runs();
        String xml = ComparisonJUnit.of(runs, gate(runs));
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertEquals("4", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals(4, document.getElementsByTagName("testcase").getLength());
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertEquals("a regression of more than 5 %", failure.getAttribute("message"));
        assertEquals("aiohttp", ((Element) failure.getParentNode()).getAttribute("name"));
        assertTrue(
                xml.contains("a|b`c`&lt;img src=x&gt;&amp;&quot;'\uFFFD&#10;]]&gt;*_[x](y)"), xml);
    }

    @Test
    void markdownShowsHostileNamesAsTheyAre() {
        RunPair runs = runs(differs(Kind.VERSION, HOSTILE));
        String markdown = ComparisonMarkdown.of(runs, gate(runs));
        assertTrue(markdown.startsWith("### Slower in the new run: aiohttp in baseline"), markdown);
        assertTrue(
                markdown.contains("**Gate failed: 1 of 3 comparisons is a regression"), markdown);
        assertTrue(
                markdown.contains(
                        "| a\\|b\\`c\\`&lt;img src=x&gt;&amp;\"' \\]\\]&gt;\\*\\_\\[x\\](y) |"),
                markdown);
        for (String line : markdown.lines().filter(l -> l.startsWith("|")).toList()) {
            long bars = line.replace("\\|", "").chars().filter(c -> c == '|').count();
            assertTrue(bars == 8 || bars == 5, line);
        }
    }

    @Test
    void aGateWithNothingToJudgeHasNotPassed() {
        GateResult none = new GateResult(true, 0, List.of(), 0);
        assertFalse(none.passed());
        assertTrue(none.words().contains("nothing to judge"));
        assertTrue(new GateResult(true, 0, List.of(), 3).passed());
    }
}
