package unrigged.lint.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import unrigged.lint.LintResult;
import unrigged.lint.UnderstoodFile.PassedOver;
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
     * @param passedOver tables of the same files that are not among them
     */
    public static String of(List<LintResult> results, List<PassedOver> passedOver) {
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
        int level = results.size() > 1 ? 3 : 2;
        List<Sheet> sheets = new ArrayList<>();
        for (LintResult result : results) {
            sheets.add(Sheet.of(result, sheets.size() + 1, level));
        }
        Html aside = new Html();
        Html tables = new Html();
        if (sheets.size() > 1) {
            links(sheets, aside);
        } else {
            extent(sheets.getFirst(), aside);
        }
        sheets.forEach(sheet -> write(sheet, tables));
        passedOver(passedOver, tables);
        String names =
                sheets.stream().map(each -> each.source().name()).collect(Collectors.joining(", "));
        String others = sheets.size() == 1 ? "" : " and %d more".formatted(sheets.size() - 1);
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
        int quiet = result.quiet().size();
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

    private static void links(List<Sheet> sheets, Html html) {
        html.open("nav", "class", "aside", "aria-labelledby", "links");
        html.element("h2", "Tables", "id", "links").open("ul");
        for (Sheet sheet : sheets) {
            html.open("li").element("a", sheet.source().name(), "href", "#" + sheet.id(""));
            html.text(": " + LintHeadline.verdict(sheet.result())).close();
        }
        html.close().close();
    }

    private static void passedOver(List<PassedOver> tables, Html html) {
        if (tables.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "passed-over", "class", "part");
        html.element("h2", "Tables that were passed over", "id", "passed-over");
        html.open("ul", "class", "sentences");
        tables.forEach(each -> html.element("li", each.table() + ": " + each.why()));
        html.close().closeLine();
    }

    private static void link(Html html, String id, String words) {
        html.open("li").element("a", words, "href", "#" + id).close();
    }

    private static void write(Sheet sheet, Html html) {
        html.open("article", "class", "sheet", "id", sheet.id(""));
        if (sheet.level() > 2) {
            html.element("h2", sheet.source().name());
            html.element("p", LintHeadline.verdict(sheet.result()) + ".", "class", "lead");
        }
        new FindingsPart(sheet, html).write();
        new TablePart(sheet, html).write();
        new UnderstoodPart(sheet, html).write();
        html.closeLine();
    }
}
