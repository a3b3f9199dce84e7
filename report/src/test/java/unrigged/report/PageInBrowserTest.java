package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class PageInBrowserTest {
    private static final String STACKS =
            "[...document.querySelectorAll('#table tbody tr')].map(r => r.dataset.stack).join(' ')";
    private static final String PLOTTED =
            "[...document.querySelectorAll('#ranking .item')].map(g => g.dataset.stack).join(' ')";
    private static final String FORECAST =
            "[...document.querySelectorAll('#forecast .item')].map(g => g.dataset.stack).join(' ')";
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
            assertEquals(REFERENCE_STACK_ORDER, browser.eval(PLOTTED));
            browser.eval("document.querySelector('input[value=better-sync]').click()");
            assertEquals(BETTER_SYNC_ORDER, browser.eval(STACKS));
            assertEquals(BETTER_SYNC_ORDER, browser.eval(PLOTTED));
            for (String moving : List.of("#table", "#ranking")) {
                assertEquals(
                        "true",
                        browser.eval(
                                "String(document.getAnimations().some(a => a.effect.target.closest('"
                                        + moving
                                        + "')))"),
                        "rows of " + moving + " move rather than jump");
            }
            assertEquals(
                    "better-sync — faster queries, one client per sync worker",
                    browser.eval("document.querySelector('#scenario-title').textContent"));
            browser.assertQuiet();
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
            browser.assertQuiet();
        }
    }

    @Test
    void everyColumnSortsByClickAndByKeyWithFiguresThatAreAbsentLast() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            String count = "String(document.querySelectorAll('#table thead button').length)";
            assertEquals("14", browser.eval(count));
            browser.eval("document.querySelectorAll('#table-controls button')[1].click()");
            int columns = Integer.parseInt(browser.eval(count));
            assertEquals(17, columns, "all columns");
            for (int i = 0; i < columns; i++) {
                String button = "document.querySelectorAll('#table thead button')[" + i + "]";
                browser.eval(button + ".click()");
                String first = browser.eval(SORTED);
                browser.eval(button + ".focus()");
                browser.press("Enter", 13, "\r");
                String second = browser.eval(SORTED);
                assertEquals(firstWord(first), firstWord(second));
                assertTrue(!first.equals(second), first + " is turned round by Enter");
                if (i > 4) {
                    assertTrue(browser.eval(STACKS).endsWith("quart-hypercorn"), first);
                }
            }
            browser.assertQuiet();
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
            browser.assertQuiet();
        }
    }

    @Test
    void namesThatAttackThePageAreShownAsTheyAre() throws Exception {
        try (Browser browser = open(new SyntheticRun().adversarial(), "")) {
            for (String part : List.of("#table", "#ranking", "#pair-a", "#reference", "#bump")) {
                assertTrue(
                        browser.eval("document.querySelector('" + part + "').textContent")
                                .contains("<img src=x onerror=alert(2)>"),
                        part);
            }
            browser.eval(
                    "document.querySelector('#pair-a').value = '</script><script>alert(1)</script>'");
            browser.eval("document.querySelector('#pair-a').dispatchEvent(new Event('change'))");
            browser.waitFor("location.hash.includes('&a=%3C%2Fscript')");
            browser.eval(
                    "location.hash += '&cell=' + encodeURIComponent('</script><script>alert(1)</script>')");
            browser.waitFor("document.querySelector('#dialog').open");
            assertEquals("0", browser.eval("String(document.querySelectorAll('main img').length)"));
            browser.assertQuiet();
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
            browser.assertQuiet();
        }
    }

    @Test
    void aRunWithoutAnyTrialIsStillAPage() throws Exception {
        try (Browser browser = open(new SyntheticRun().killedAfter(0), "")) {
            assertTrue(
                    browser.eval("document.body.innerText").contains("the run did not get there"));
            browser.assertQuiet();
        }
    }

    @Test
    void thePageIsNoWiderThanANarrowWindow() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            for (int width : List.of(390, 1280, 1600)) {
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
                if (width >= 1280) {
                    browser.waitFor(
                            "document.querySelector('#scroll').scrollWidth <= document.querySelector('#scroll').clientWidth");
                }
            }
            browser.assertQuiet();
        }
    }

    @Test
    void aSliderReordersTheForecast() throws Exception {
        try (Browser browser = openExtended("")) {
            slide(browser, "delay", "min");
            browser.waitFor(FORECAST + " === 'flask-uwsgi flask-gunicorn aiohttp-aiohttp'");
            slide(browser, "delay", "max");
            browser.waitFor(FORECAST + " === 'aiohttp-aiohttp flask-gunicorn flask-uwsgi'");
            assertTrue(
                    browser.eval("document.querySelector('#what-if-state').textContent")
                            .startsWith("Extrapolated: query delay"));
            browser.eval("document.querySelector('#jumps button').click()");
            assertEquals(
                    "Measured here: better-async.",
                    browser.eval("document.querySelector('#what-if-state').textContent"));
            assertTrue(
                    browser.eval("document.querySelector('#what-if-error').textContent")
                            .contains("12 cells"));
            browser.assertQuiet();
        }
    }

    @Test
    void theMapShowsWhereTwoStacksChangePlaces() throws Exception {
        try (Browser browser = openExtended("#a=aiohttp-aiohttp&b=flask-uwsgi")) {
            assertTrue(
                    browser.eval("document.querySelector('#map .crossover').getAttribute('d')")
                            .startsWith("M"));
            assertEquals(
                    "better-async: 4.70× (4.10–5.30), faster",
                    browser.eval(
                            "document.querySelector('#map .spot').getAttribute('aria-label')"));
            browser.eval("document.querySelector('#across').value = 'cpus'");
            browser.eval("document.querySelector('#across').dispatchEvent(new Event('change'))");
            assertTrue(
                    browser.eval("document.querySelector('#map').textContent").contains("CPUs →"));
            browser.assertQuiet();
        }
    }

    @Test
    void aLinkRestoresScenarioPairSlidersAndCell() throws Exception {
        try (Browser browser =
                openExtended(
                        "#scenario=better-sync&a=aiohttp-aiohttp&b=flask-uwsgi&at.delay=100&at.cpus=4&cell=flask-uwsgi")) {
            assertEquals(BETTER_SYNC_ORDER, browser.eval(PLOTTED));
            assertTrue(
                    browser.eval("document.querySelector('#dialog').innerText")
                            .contains("./unrigged run plan.yaml --seed 7"));
            browser.eval("document.querySelector('#dialog').close()");
            assertTrue(
                    browser.eval("document.querySelector('#pair-summary').textContent")
                            .endsWith("from 0.81× in better-sync to 4.70× in better-async."),
                    browser.eval("document.querySelector('#pair-summary').textContent"));
            assertTrue(
                    browser.eval("document.querySelector('#specification').textContent")
                            .contains("0.70–0.999"),
                    "a bound below 1 by its verdict is not printed as 1.00");
            assertEquals(
                    "100 ms 4",
                    browser.eval(
                            "document.querySelector('[for=at-delay] + output').value + ' ' + document.querySelector('[for=at-cpus] + output').value"));
            browser.waitFor("!location.hash.includes('cell=')");
            browser.waitFor("location.hash.includes('at.delay=100')");
            browser.assertQuiet();
        }
    }

    @Test
    void anotherReferenceStackHasOtherRatios() throws Exception {
        try (Browser browser = openExtended("#scenario=better-sync")) {
            browser.eval("document.querySelector('#reference').value = 'flask-uwsgi'");
            browser.eval("document.querySelector('#reference').dispatchEvent(new Event('change'))");
            String of =
                    "[...document.querySelectorAll('#ranking .item')].find(g => g.dataset.stack === '%s').getAttribute('aria-label')";
            assertTrue(
                    browser.eval(of.formatted("aiohttp-aiohttp"))
                            .contains("0.81×, 0.70–0.999, slower"));
            assertTrue(browser.eval(of.formatted("flask-uwsgi")).contains("1.00×, reference"));
            assertTrue(browser.eval(of.formatted("starlette-uvicorn")).contains("no interval"));
            browser.waitFor("location.hash.includes('ref=flask-uwsgi')");
            browser.assertQuiet();
        }
    }

    @Test
    void aPublishedEditionIsShownBesideTheRatios() throws Exception {
        try (Browser browser = openExtended("")) {
            browser.eval("document.querySelector('#edition').value = 'first'");
            browser.eval("document.querySelector('#edition').dispatchEvent(new Event('change'))");
            assertTrue(
                    browser.eval("document.querySelector('tr[data-stack=flask-uwsgi]').innerText")
                            .contains("1.25×"));
            assertTrue(
                    browser.eval("document.querySelector('#caption').innerText")
                            .contains("“First edition”: 0.71 (95 % interval 0.20–0.93)"));
            browser.assertQuiet();
        }
    }

    @Test
    void choosingATypeLeavesOutTheOthers() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            browser.eval("document.querySelector('#filters [data-value=sync]').click()");
            assertEquals("flask-uwsgi flask-gunicorn", browser.eval(PLOTTED));
            assertEquals("flask-uwsgi flask-gunicorn", browser.eval(STACKS));
            browser.waitFor("location.hash.includes('types=sync')");
            browser.assertQuiet();
        }
    }

    @Test
    void everyChartIsSavedAsAFile() throws Exception {
        try (Browser browser = openExtended("#a=aiohttp-aiohttp&b=flask-uwsgi")) {
            browser.eval(
                    "window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push(this.download.split('.').pop()); }; ''");
            int buttons =
                    Integer.parseInt(
                            browser.eval(
                                    "String(document.querySelectorAll('.save button').length)"));
            assertTrue(buttons >= 2 * 7, buttons + " buttons");
            browser.eval("document.querySelectorAll('.save button').forEach(b => b.click())");
            browser.waitFor("saved.length === " + buttons);
            assertEquals(
                    String.valueOf(buttons / 2),
                    browser.eval("String(saved.filter(end => end === 'png').length)"));
            browser.assertQuiet();
        }
    }

    @Test
    void onPaperEveryScenarioHasItsTableWithAllColumns() throws Exception {
        try (Browser browser = open(new SyntheticRun(), "")) {
            browser.eval("dispatchEvent(new Event('beforeprint'))");
            assertEquals(
                    "3 51",
                    browser.eval(
                            "document.querySelectorAll('#print table').length + ' ' + document.querySelectorAll('#print thead th').length"));
            browser.eval("dispatchEvent(new Event('afterprint'))");
            assertEquals(
                    "0", browser.eval("String(document.querySelectorAll('#print table').length)"));
            browser.assertQuiet();
        }
    }

    private static void slide(Browser browser, String setting, String end) throws Exception {
        browser.eval(
                "{const s = document.querySelector('#at-%s'); s.value = s.%s; s.dispatchEvent(new Event('input'))}"
                        .formatted(setting, end));
    }

    private Browser openExtended(String hash) throws Exception {
        Path page = Report.write(new SyntheticRun().write(directory));
        SyntheticPageData.add(page);
        return open(page, hash);
    }

    private Browser open(SyntheticRun made, String hash) throws Exception {
        return open(Report.write(made.write(directory)), hash);
    }

    private Browser open(Path page, String hash) throws Exception {
        return Browser.open(profile, URI.create(page.toUri() + hash));
    }

    private static String firstWord(String words) {
        return words.substring(0, words.indexOf(' '));
    }
}
