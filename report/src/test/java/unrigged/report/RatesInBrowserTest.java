package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A measured run with open loops. */
@Tag("browser")
class RatesInBrowserTest {
    private static final String CURVE = "document.querySelector('#rates .curve[data-stack=%s]')";

    @TempDir private Path directory;

    @TempDir private Path profile;

    @Test
    void latencyIsDrawnAgainstTheOfferedRateStackByStack() throws Exception {
        try (Browser browser = open("#scenario=few")) {
            assertEquals(
                    "3", browser.eval("String(document.querySelectorAll('#rates .curve').length)"));
            String words =
                    "document.querySelector('#rates svg[role=group]').getAttribute('aria-label')";
            assertTrue(
                    browser.eval(words)
                            .matches(
                                    ".*Flask · Gunicorn: 50/s: P50 [0-9.]+ ms.*450/s: P50 [0-9,.]+ ms.*"),
                    browser.eval(words));
            String spot = CURVE.formatted("tomcat-virtual") + ".querySelector('.item')";
            browser.eval(spot + ".dispatchEvent(new MouseEvent('click', { bubbles: true }))");
            browser.waitFor("location.hash.includes('scenario=rate-50')");
            browser.assertQuiet();
        }
    }

    @Test
    void whoDoesNotKeepUpIsHollow() throws Exception {
        try (Browser browser = open("#scenario=few")) {
            String hollow = ".querySelectorAll('circle[fill=\"var(--page)\"]').length";
            assertTrue(
                    Integer.parseInt(
                                    browser.eval(
                                            "String("
                                                    + CURVE.formatted("flask-gunicorn")
                                                    + hollow
                                                    + ")"))
                            >= 1);
            assertEquals(
                    "0",
                    browser.eval("String(" + CURVE.formatted("tomcat-virtual") + hollow + ")"));
            browser.assertQuiet();
        }
    }

    @Test
    void anOpenLoopIsRankedByLatencyTheLowestFirst() throws Exception {
        try (Browser browser = open("#scenario=rate-100")) {
            String told = "document.querySelector('#ranking figcaption').textContent";
            assertTrue(
                    browser.eval(told).startsWith("An open loop of 100 requests per second"),
                    browser.eval(told));
            String ratios =
                    "[...document.querySelectorAll('#ranking .value')].map(t => parseFloat(t.textContent)).join()";
            List<Double> shown =
                    List.of(browser.eval(ratios).split(",")).stream().map(Double::valueOf).toList();
            assertEquals(shown.stream().sorted().toList(), shown);
            assertEquals(3, shown.size());
            assertTrue(
                    browser.eval("document.querySelector('#settings').innerText")
                            .contains("offered rate"));
            browser.assertQuiet();
        }
    }

    private Browser open(String address) throws Exception {
        Path page = KeptRun.page("open-loop-2026-11-30", directory);
        return Browser.open(profile, URI.create(page.toUri() + address));
    }
}
