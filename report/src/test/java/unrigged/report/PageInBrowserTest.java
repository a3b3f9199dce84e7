package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class PageInBrowserTest {
    private static final String STACKS =
            "[...document.querySelectorAll('#table tbody tr')].map(r => r.dataset.stack).join(' ')";
    private static final String SORTED =
            "[...document.querySelectorAll('#table th[aria-sort]')].map(h => h.dataset.key + ' ' + h.ariaSort).join()";
    private static final String REFERENCE_STACK_ORDER =
            "tomcat-platform aiohttp-aiohttp starlette-uvicorn flask-gevent flask-uwsgi flask-gunicorn quart-hypercorn";
    private static final String BETTER_SYNC_ORDER =
            "flask-uwsgi tomcat-platform aiohttp-aiohttp flask-gunicorn starlette-uvicorn flask-gevent quart-hypercorn";

    @TempDir private Path directory;

    @TempDir private Path profile;

    @Test
    void choosingAnotherScenarioReordersTheRows() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            assertEquals(REFERENCE_STACK_ORDER, browser.eval(STACKS));
            browser.eval("document.querySelector('input[value=better-sync]').click()");
            assertEquals(BETTER_SYNC_ORDER, browser.eval(STACKS));
            assertTrue(
                    browser.eval("String(document.getAnimations().length > 0)").equals("true"),
                    "rows move rather than jump");
            assertEquals(
                    "Better sync: faster queries, one client per sync worker",
                    browser.eval("document.querySelector('#scenario-title').textContent"));
            assertQuiet(browser);
        }
    }

    @Test
    void theAddressNamesTheScenarioAndTheOrder() throws Exception {
        try (Browser browser =
                open(new SyntheticRun(), "#scenario=better-sync&sort=framework&dir=ascending")) {
            assertEquals("framework ascending", browser.eval(SORTED));
            assertEquals("aiohttp-aiohttp", firstWord(browser.eval(STACKS)), browser.eval(STACKS));
            browser.eval(
                    "location.hash = '#scenario=better-sync&sort=throughputRatio&dir=descending'");
            browser.waitFor(STACKS + " === '" + BETTER_SYNC_ORDER + "'");
            assertQuiet(browser);
        }
    }

    @Test
    void everyColumnSortsByClickAndByKeyWithFiguresThatAreAbsentLast() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            int columns =
                    Integer.parseInt(
                            browser.eval(
                                    "String(document.querySelectorAll('#table thead button').length)"));
            assertEquals(14, columns);
            for (int i = 0; i < columns; i++) {
                String button = "document.querySelectorAll('#table thead button')[" + i + "]";
                browser.eval(button + ".click()");
                String first = browser.eval(SORTED);
                browser.eval(button + ".focus()");
                browser.press("Enter", 13, "\r");
                String second = browser.eval(SORTED);
                assertEquals(firstWord(first), firstWord(second));
                assertTrue(!first.equals(second), first + " is turned round by Enter");
                if (i > 3) {
                    assertTrue(browser.eval(STACKS).endsWith("quart-hypercorn"), first);
                }
            }
            assertQuiet(browser);
        }
    }

    @Test
    void warningsOpenBesideTheirNumber() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "#scenario=better-async")) {
            browser.eval(
                    "document.querySelector('tr[data-stack=flask-uwsgi] button.chip').click()");
            assertEquals("true", browser.eval("String(document.querySelector('#dialog').open)"));
            assertTrue(
                    browser.eval("document.querySelector('#dialog').innerText")
                            .contains("54 timeout"));
            assertQuiet(browser);
        }
    }

    @Test
    void namesThatAttackThePageAreShownAsTheyAre() throws Exception {
        try (Browser browser = open(new SyntheticRun().adversarial(), "")) {
            assertTrue(
                    browser.eval("document.querySelector('#table').innerText")
                            .contains("<img src=x onerror=alert(2)>"));
            assertEquals("0", browser.eval("String(document.querySelectorAll('main img').length)"));
            assertQuiet(browser);
        }
    }

    /** Without this the other tests' silence would prove nothing. */
    @Test
    void whatTheBrowserComplainsOfIsHeardAndThePolicyStopsAStrangersScript() throws Exception {
        try (Browser browser = open(new SyntheticRun().blocks(1), "")) {
            browser.eval(
                    "{const s = document.createElement('script'); s.textContent = 'window.strange = 1'; document.body.append(s)}");
            browser.eval("{new Image().src = 'http://127.0.0.1:9/x'}");
            assertEquals("undefined", browser.eval("String(window.strange)"));
            browser.waitFor("true");
            assertTrue(
                    browser.complaints().stream()
                                    .filter(c -> c.contains("Content Security"))
                                    .count()
                            >= 2,
                    browser.complaints().toString());
        }
    }

    @Test
    void anUnfinishedRunSaysSo() throws Exception {
        try (Browser browser = open(new SyntheticRun().killedAfter(20), "")) {
            assertTrue(
                    browser.eval("document.querySelector('#unfinished').innerText")
                            .startsWith("Unfinished. This shows what there is: 20 of 84 trials"));
            assertQuiet(browser);
        }
    }

    @Test
    void aRunWithoutAnyTrialIsStillAPage() throws Exception {
        try (Browser browser = open(new SyntheticRun().killedAfter(0), "")) {
            assertTrue(
                    browser.eval("document.body.innerText").contains("the run did not get there"));
            assertQuiet(browser);
        }
    }

    @Test
    void thePageIsNoWiderThanANarrowWindow() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            for (int width : List.of(400, 1600)) {
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
            }
            assertQuiet(browser);
        }
    }

    private Browser open(SyntheticRun made, String hash) throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(
                program.isPresent(),
                "no chromium, chromium-browser or google-chrome on PATH: the page was not looked at");
        Path page = Report.write(made.write(directory));
        return Browser.open(program.orElseThrow(), profile, URI.create(page.toUri() + hash));
    }

    private static String firstWord(String words) {
        return words.substring(0, words.indexOf(' '));
    }

    private static void assertQuiet(Browser browser) {
        assertEquals(List.of(), browser.complaints());
        for (String address : browser.requests()) {
            assertTrue(
                    address.startsWith("file:") || address.startsWith("data:"),
                    "the page asked for " + address);
        }
    }
}
