package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialog of one stack in one scenario, of a measured run. */
@Tag("browser")
class CellInBrowserTest {
    private static final String CHART =
            "document.querySelector('#dialog svg[aria-label^=\"Throughput and latency over time\"]')";
    private static final String READOUT = "document.querySelector('#dialog .readout').textContent";

    @TempDir private Path directory;

    @TempDir private Path profile;

    @Test
    void everySliceIsAtItsTimeAndIsReadByKeys() throws Exception {
        try (Browser browser = open()) {
            browser.waitFor("document.querySelector('#dialog').open");
            // eight blocks of two rounds and one round that was measured again, a dot each for
            // throughput and P50, a stroke for P99
            assertEquals(
                    "34", browser.eval("String(" + CHART + ".querySelectorAll('circle').length)"));
            assertEquals(
                    "17",
                    browser.eval(
                            "String("
                                    + CHART
                                    + ".querySelectorAll('line[stroke-width=\"1.5\"]').length)"));
            browser.eval(CHART + ".focus()");
            browser.press("Home", 36, "");
            String first = browser.eval(READOUT);
            assertTrue(
                    first.matches(
                            "Minute [0-9.]+, block 1, round 1: [0-9,]+/s, P50 [0-9.]+ ms, P99 [0-9.]+ ms\\."),
                    first);
            browser.press("ArrowRight", 39, "");
            assertNotEquals(first, browser.eval(READOUT));
            browser.press("End", 35, "");
            assertTrue(browser.eval(READOUT).contains("block 8, "), browser.eval(READOUT));
            browser.assertQuiet();
        }
    }

    @Test
    void whatWasMeasuredAgainIsSaidNotToCount() throws Exception {
        try (Browser browser = open()) {
            browser.waitFor("document.querySelector('#dialog').open");
            String told = CHART + ".closest('figure').querySelector('figcaption').textContent";
            assertTrue(
                    browser.eval(told)
                            .contains("1 slice disturbed, and measured again: not counted"),
                    browser.eval(told));
            browser.assertQuiet();
        }
    }

    private Browser open() throws Exception {
        Path page = KeptRun.page("article-scenarios-2026-11-29", directory);
        return Browser.open(profile, URI.create(page.toUri() + "#cell=starlette-uvicorn"));
    }
}
