package unrigged.lint.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import unrigged.lint.LintResult;
import unrigged.report.StandalonePage;

/**
 * Tables with their findings as one HTML file that asks nobody for anything. It can be read without
 * its script, which chooses findings and leaves out rows.
 */
public final class LintPage {
    private LintPage() {}

    /**
     * The file.
     *
     * @param results at least one
     */
    public static String of(List<LintResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a page must have at least one table, has none");
        }
        StandalonePage page =
                new StandalonePage(
                        text("lint.html"),
                        text("lint.css"),
                        Map.of(
                                "script",
                                StandalonePage.program(LintPage.class, List.of("lint.js"))));
        String names =
                results.stream()
                        .map(each -> each.table().source().name())
                        .collect(Collectors.joining(", "));
        String others = results.size() == 1 ? "" : " and %d more".formatted(results.size() - 1);
        Html tables = new Html();
        Html aside = new Html();
        if (results.size() > 1) {
            links(results, aside);
        } else {
            extent(Sheet.of(results.getFirst(), 1, 2), aside);
        }
        for (int i = 0; i < results.size(); i++) {
            sheet(Sheet.of(results.get(i), i + 1, results.size() > 1 ? 3 : 2), tables);
        }
        return page.filled(
                Sheet.name(results.getFirst()) + others + " · Unrigged lint",
                Map.of(
                        "names",
                        StandalonePage.escaped(names),
                        "headline",
                        StandalonePage.escaped(LintHeadline.of(results)),
                        "aside",
                        aside.toString(),
                        "tables",
                        tables.toString()));
    }

    private static String text(String name) {
        return StandalonePage.text(LintPage.class, name);
    }

    /** How far the verdict on one table goes. */
    private static void extent(Sheet sheet, Html html) {
        LintResult result = sheet.result();
        html.open("div", "class", "aside").element("h2", "How far this goes").open("ul");
        int quiet = UnderstoodPart.quiet(result).size();
        if (quiet > 0) {
            link(
                    html,
                    sheet.id("quiet"),
                    Counts.inDigits(quiet, "rule", "rules") + " found nothing");
        }
        int open = result.notChecked().size();
        if (open > 0) {
            link(
                    html,
                    sheet.id("open"),
                    Counts.inDigits(open, "rule", "rules") + " could not be checked");
        }
        int missing = result.missing().size();
        if (missing > 0) {
            link(
                    html,
                    sheet.id("missing"),
                    Counts.inDigits(missing, "fact is", "facts are")
                            + " missing to judge the table");
        }
        html.close().close();
    }

    private static void links(List<LintResult> results, Html html) {
        html.open("nav", "class", "aside", "aria-labelledby", "links")
                .element("h2", "Tables", "id", "links");
        html.open("ul");
        for (int i = 0; i < results.size(); i++) {
            LintResult result = results.get(i);
            html.open("li").element("a", Sheet.name(result), "href", "#t" + (i + 1));
            html.text(": " + LintHeadline.verdict(result)).close();
        }
        html.close().close();
    }

    private static void link(Html html, String id, String words) {
        html.open("li").element("a", words, "href", "#" + id).close();
    }

    private static void sheet(Sheet sheet, Html html) {
        html.open("article", "class", "sheet", "id", sheet.id(""));
        if (sheet.level() > 2) {
            html.element("h2", Sheet.name(sheet.result()));
            html.element("p", LintHeadline.verdict(sheet.result()) + ".", "class", "lead");
        }
        new FindingsPart(sheet, html).write();
        new TablePart(sheet, html).write();
        new UnderstoodPart(sheet, html).write();
        html.closeLine();
    }
}
