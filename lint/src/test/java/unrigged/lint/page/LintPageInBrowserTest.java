package unrigged.lint.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.report.Browser;

@Tag("browser")
class LintPageInBrowserTest {
    private static final String ROWS_SEEN =
            "[...document.querySelectorAll('.published tbody tr')].filter(r => r.offsetHeight).map(r => r.cells[0].textContent).join(' ')";
    private static final String MARKED_HERE =
            "[...document.querySelectorAll('.marked .here')].map(c => c.textContent.trim()).join(' ')";
    private static final String PRESSED =
            "[...document.querySelectorAll('[aria-pressed=true]')].map(b => b.textContent.trim()).join()";
    private static final String TOLD = "document.querySelector('.told').textContent";
    private static final String OPENED =
            "(document.querySelector(':popover-open') || {}).innerText || 'nothing'";

    @TempDir private Path directory;

    @TempDir private Path profile;

    @Test
    void choosingAFindingMarksItsCellsAloneAndLeadsToTheFirst() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory())) {
            assertEquals("12 of 12 rows are shown.", browser.eval(TOLD));
            browser.eval("document.querySelector('[data-show=\"3\"]').focus()");
            browser.press("Enter", 13, "\r");
            assertEquals("2.60 0.92 3.40 22.5", browser.eval(MARKED_HERE));
            assertEquals("3 mean-bounds 1 row", browser.eval(PRESSED));
            assertEquals(
                    "12 of 12 rows are shown; 4 cells are marked: 'Avg latency (ms)' is no mean of latencies with these percentiles.",
                    browser.eval(TOLD));
            assertEquals("2.60", browser.eval("document.activeElement.textContent.trim()"));
            browser.waitFor(
                    "(r => r.top > 0 && r.bottom < innerHeight)(document.activeElement.getBoundingClientRect())");
            String other =
                    "getComputedStyle(document.querySelector('.marked > :not(.here)')).borderBottomColor";
            assertEquals("rgba(0, 0, 0, 0)", browser.eval(other), "other cells look unmarked");
            browser.eval("document.querySelector('[data-choose=\"3\"]').click()");
            assertEquals("", browser.eval(MARKED_HERE), "chosen once more is not chosen");
            assertNotEquals(
                    "rgba(0, 0, 0, 0)",
                    browser.eval(
                            "getComputedStyle(document.querySelector('.marked > *')).borderBottomColor"));
            browser.assertQuiet();
        }
    }

    @Test
    void rowsWithoutFindingsAreLeftOutByKeyAndThatIsSaid() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory())) {
            browser.eval("document.querySelector('.filter').focus()");
            browser.press("Enter", 13, "\r");
            assertEquals("4 6 8 9 10", browser.eval(ROWS_SEEN));
            assertEquals("5 of 12 rows are shown.", browser.eval(TOLD));
            browser.eval("document.querySelector('[data-choose=\"2\"]').click()");
            assertEquals("6", browser.eval(ROWS_SEEN), "those of the finding that is chosen");
            browser.press("Enter", 13, "\r");
            assertEquals("1 2 3 4 5 6 7 8 9 10 11 12", browser.eval(ROWS_SEEN));
            browser.assertQuiet();
        }
    }

    @Test
    void aMarkedCellSaysWhatItContradictsAndClosesWithEscape() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory())) {
            browser.eval("document.querySelectorAll('.marked button')[1].focus()");
            browser.press("Enter", 13, "\r");
            browser.waitFor("document.querySelector(':popover-open') !== null");
            String said = browser.eval(OPENED);
            assertTrue(said.contains("Row 4: delta"), said);
            assertTrue(said.contains("64,020/s × 2.6 ms = 166.5 in flight, of 64"), said);
            browser.waitFor("document.querySelector('#said').textContent.includes('of 64')");
            assertEquals(
                    "true",
                    browser.eval(
                            "(b => ((r, s) => String(s.top >= r.bottom && s.top < r.bottom + 20 && Math.abs(s.left - r.left) < 20))(b.getBoundingClientRect(), document.querySelector(':popover-open').getBoundingClientRect()))(document.activeElement)"),
                    "it opens below its cell");
            browser.press("Escape", 27, "");
            assertEquals("nothing", browser.eval(OPENED));
            assertEquals("2.60", browser.eval("document.activeElement.textContent.trim()"));
            browser.press("Enter", 13, "\r");
            browser.eval("document.querySelector(':popover-open a').click()");
            assertEquals("nothing", browser.eval(OPENED));
            assertEquals("#t1f1", browser.eval("location.hash"));
            browser.assertQuiet();
        }
    }

    /** What a screen reader is given. */
    @Test
    void theNameOfAMarkedCellBeginsWithTheSeverity() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory())) {
            List<String> names = new ArrayList<>();
            for (JsonNode node :
                    browser.call("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
                if (node.path("role").path("value").asString("").equals("button")) {
                    names.add(node.path("name").path("value").asString("").replaceAll("\\s+", " "));
                }
            }
            assertTrue(names.contains("error error 2.60"), names.toString());
            assertTrue(names.contains("warning 31,240"), names.toString());
            assertTrue(names.contains("error 1 closed-loop 1 row"), names.toString());
        }
    }

    @Test
    void textsThatAttackThePageAreShownAsTheyAre() throws Exception {
        try (Browser browser = open(SyntheticTable.hostile())) {
            String cells = "document.querySelector('.published').textContent";
            assertTrue(browser.eval(cells).contains("<img src=x onerror=alert(2)>"));
            assertTrue(browser.eval(cells).contains("</script><script>alert(1)</script>"));
            browser.eval("document.querySelector('[data-show]').click()");
            browser.eval("document.activeElement.click()");
            assertTrue(
                    browser.eval(OPENED).contains("</script><script>alert(1)</script>"),
                    browser.eval(OPENED));
            assertEquals("0", browser.eval("String(document.querySelectorAll('body img').length)"));
            browser.assertQuiet();
        }
    }

    @Test
    void theHeaderStaysWhileATableIsScrolled() throws Exception {
        List<String> lines = new ArrayList<>(List.of("Name|Requests/s"));
        IntStream.range(0, 300).forEach(row -> lines.add("s" + row + "|" + (1_000 + row)));
        try (Browser browser = open(new SyntheticTable("long.csv", "", lines))) {
            browser.eval("document.querySelector('[role=region]').scrollTop = 3000");
            browser.waitFor(
                    "(h => Math.abs(h.top - document.querySelector('[role=region]').getBoundingClientRect().top) < 3)(document.querySelector('.published th').getBoundingClientRect())");
            browser.assertQuiet();
        }
    }

    @Test
    void thePageIsNoWiderThanANarrowWindowAndItsTableScrollsByItself() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory(), SyntheticTable.hostile())) {
            String scrolls =
                    "(r => r.scrollWidth > r.clientWidth)(document.querySelector('[role=region]'))";
            String hint = "document.querySelector('.hint').offsetHeight > 0";
            for (int width : List.of(390, 1280)) {
                browser.call(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                width,
                                "height",
                                900,
                                "deviceScaleFactor",
                                1,
                                "mobile",
                                false));
                browser.waitFor("innerWidth === " + width);
                browser.waitFor("document.documentElement.scrollWidth <= innerWidth");
                browser.waitFor((width < 1280 ? "" : "!") + scrolls);
                browser.waitFor((width < 1280 ? "" : "!") + "(" + hint + ")");
            }
            browser.assertQuiet();
        }
    }

    @Test
    void whereItIsDarkThePageIs() throws Exception {
        try (Browser browser = open(SyntheticTable.contradictory())) {
            String ground = "getComputedStyle(document.body).backgroundColor";
            for (String scheme : List.of("light", "dark")) {
                browser.call(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                assertEquals(
                        scheme.equals("dark") ? "rgb(19, 21, 23)" : "rgb(252, 252, 250)",
                        browser.eval(ground));
            }
        }
    }

    private Browser open(SyntheticTable... tables) throws Exception {
        Path page =
                Files.writeString(
                        directory.resolve("lint.html"),
                        LintPage.of(SyntheticTable.linted(tables), List.of()));
        return Browser.open(profile, page.toUri());
    }
}
