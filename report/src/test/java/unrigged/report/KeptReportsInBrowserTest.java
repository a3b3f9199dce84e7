package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was measured, in the page that is kept with it and in the one that is written today. */
@Tag("browser")
class KeptReportsInBrowserTest {
    private static final String STACKS =
            "[...document.querySelectorAll('#table tbody tr')].map(r => r.dataset.stack).join(' ')";

    /** Texts of one row of a chart that begin before their neighbour ends. */
    private static final String OVERLAPS =
            "[...document.querySelectorAll('%s .item')].flatMap(g => { const all = [...g.querySelectorAll('text')].map(t => ({ words: t.textContent, box: t.getBoundingClientRect() })).filter(t => t.box.width > 0).sort((p, q) => p.box.left - q.box.left); return all.filter((t, i) => i && t.box.left < all[i - 1].box.right - 1 && t.box.top < all[i - 1].box.bottom - 3 && all[i - 1].box.top < t.box.bottom - 3).map(t => t.words); }).join('; ')";

    @TempDir private Path directory;

    @TempDir private Path profile;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sevenStacksChangePlacesBetweenScenariosAndSort(boolean writtenToday) throws Exception {
        try (Browser browser = open("quick-2026-11-29-2", writtenToday)) {
            assertEquals(
                    "vertx tomcat-virtual starlette-uvicorn flask-gevent tomcat-platform flask-uwsgi flask-gunicorn",
                    browser.eval(STACKS));
            browser.eval("document.querySelector('input[value=better-sync]').click()");
            assertEquals(
                    "vertx tomcat-platform tomcat-virtual starlette-uvicorn flask-uwsgi flask-gevent flask-gunicorn",
                    browser.eval(STACKS));
            browser.eval("document.querySelector('#table th[data-key=framework] button').click()");
            assertEquals(
                    "flask-gevent flask-gunicorn flask-uwsgi tomcat-platform tomcat-virtual starlette-uvicorn vertx",
                    browser.eval(STACKS));
            assertTextHasAWidth(browser);
            browser.assertQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoStacksOfAClaimHaveAScenarioForEachUniverse(boolean writtenToday) throws Exception {
        try (Browser browser = open("claim-2026-11-29", writtenToday)) {
            assertEquals(
                    "30",
                    browser.eval("String(document.querySelectorAll('#scenario option').length)"));
            String ratio =
                    "document.querySelector('#table tr[data-stack=starlette-uvicorn]').innerText";
            String before = browser.eval(ratio);
            browser.eval(
                    "{const s = document.querySelector('#scenario'); s.selectedIndex = s.selectedIndex ? 0 : 1; s.dispatchEvent(new Event('change'))}");
            assertNotEquals(before, browser.eval(ratio));
            browser.eval("document.querySelector('#table th[data-key=framework] button').click()");
            assertEquals("flask-gunicorn starlette-uvicorn", browser.eval(STACKS));
            browser.eval("document.querySelector('#table th[data-key=framework] button').click()");
            assertEquals("starlette-uvicorn flask-gunicorn", browser.eval(STACKS));
            assertTextHasAWidth(browser);
            browser.assertQuiet();
        }
    }

    /**
     * What settings contribute multiplies to what the ratio changes by, and swaps turn it round.
     */
    @ParameterizedTest
    @ValueSource(strings = {"quick-2026-11-29-2", "article-scenarios-2026-11-29"})
    void contributionsOfSettingsMultiplyToTheWholeChange(String run) throws Exception {
        try (Browser browser = open(run, true)) {
            String bars = "String(document.querySelectorAll('#contributions rect.level').length)";
            assertTrue(Integer.parseInt(browser.eval(bars)) >= 2, browser.eval(bars));
            assertEquals(1, product(browser) / change(browser), 0.04);
            browser.eval(
                    "for (const [id, at] of [['change-from', 1], ['change-to', 2]]) { const menu = document.getElementById(id); menu.value = menu.options[at].value; menu.dispatchEvent(new Event('change')); }");
            assertEquals(1, product(browser) / change(browser), 0.04);
            browser.assertQuiet();
        }
    }

    /** What the bars say, multiplied. */
    private static double product(Browser browser) throws Exception {
        return Double.parseDouble(
                browser.eval(
                        "String([...document.querySelectorAll('#contributions g[role=img]')].map(g => parseFloat(g.getAttribute('aria-label').split(': ').at(-1))).reduce((x, y) => x * y, 1))"));
    }

    /** Whatever fonts the browser has: their widths are measured. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 800, 390})
    void noWordsOfARowOverlap(int width) throws Exception {
        try (Browser browser = open("universes-2026-11-29", true)) {
            browser.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            browser.waitFor("innerWidth === " + width);
            browser.waitFor(
                    "document.querySelector('#ranking svg').viewBox.baseVal.width <= " + width);
            for (String chart : List.of("#ranking", "#specification", "#latency")) {
                assertEquals("", browser.eval(OVERLAPS.formatted(chart)), chart + " at " + width);
            }
            browser.assertQuiet();
        }
    }

    /** By how much the forecast ratio changes from one scenario to the other, as the words say. */
    private static double change(Browser browser) throws Exception {
        return Double.parseDouble(
                browser.eval(
                        "{const [from, to] = [...document.querySelector('#contributions figcaption').innerText.matchAll(/\\(([0-9.]+)×/g)].map(m => parseFloat(m[1])); String(to / from)}"));
    }

    /** A browser without fonts lays out boxes of nothing, in which nothing overlaps. */
    private static void assertTextHasAWidth(Browser browser) throws Exception {
        String narrow =
                "[...document.querySelectorAll('#table tbody td')].filter(td => { const r = document.createRange(); r.selectNodeContents(td); return td.innerText.trim().length > 3 && r.getBoundingClientRect().width < 12; }).map(td => td.innerText)";
        assertEquals("", browser.eval(narrow + ".join()"));
        assertTrue(
                Double.parseDouble(
                                browser.eval(
                                        "{const r = document.createRange(); r.selectNodeContents(document.querySelector('h1')); String(r.getBoundingClientRect().width)}"))
                        > 100);
    }

    private Browser open(String run, boolean writtenToday) throws Exception {
        Path page =
                writtenToday
                        ? KeptRun.page(run, directory)
                        : KeptRun.directory(run).resolve("report.html").toRealPath();
        return Browser.open(profile, page.toUri());
    }
}
