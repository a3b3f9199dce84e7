package unrigged.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.claim.ClaimResult;
import unrigged.inference.RunResult;

/** The page of a run. */
final class Page {
    /** In the order in which they need each other; one file for each part of the page. */
    private static final List<String> SCRIPTS =
            List.of(
                    "dom.js",
                    "words.js",
                    "marks.js",
                    "comparison.js",
                    "forecast.js",
                    "state.js",
                    "downloads.js",
                    "chart.js",
                    "ratio-rows.js",
                    "controls.js",
                    "ranking.js",
                    "what-if.js",
                    "regime-map.js",
                    "pair.js",
                    "decides.js",
                    "contributions.js",
                    "table-columns.js",
                    "table.js",
                    "row-charts.js",
                    "rates.js",
                    "bump.js",
                    "findings.js",
                    "trust.js",
                    "sources.js",
                    "cell.js",
                    "cell-charts.js",
                    "cell-time.js",
                    "top.js",
                    "print.js",
                    "main.js");

    /** Scales, axes, shapes and contours of the charts: the library as its makers publish it. */
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

    private Page() {}

    static String of(RunResult result, Optional<String> plan, Optional<String> environment) {
        Headline headline = Headline.of(result);
        Optional<ClaimResult> claim = PageClaim.of(result);
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("library", library());
        scripts.put("script", StandalonePage.program(Page.class, SCRIPTS));
        String told = claim.map(ClaimText::headline).orElseGet(headline::title);
        Map<String, String> parts =
                Map.of(
                        "headline",
                        StandalonePage.escaped(told),
                        "table",
                        StandalonePage.escaped(String.join("\n", ResultTable.lines(result))),
                        "data",
                        StandalonePage.inScript(
                                PageData.of(result, headline, claim, plan, environment)));
        return new StandalonePage(text("page.html"), text("page.css"), scripts)
                .filled(result.identity().run() + " · Unrigged", parts);
    }

    /** With its licence, which is to be kept with every copy. */
    private static String library() {
        return "/*\n" + text(D3 + "LICENSE") + "*/\n" + text(D3 + "dist/d3.min.js");
    }

    private static String text(String name) {
        return StandalonePage.text(Page.class, name);
    }
}
