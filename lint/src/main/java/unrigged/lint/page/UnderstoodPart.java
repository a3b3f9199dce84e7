package unrigged.lint.page;

import java.util.List;
import unrigged.lint.Figures;
import unrigged.lint.LintResult;
import unrigged.lint.LintResult.NotChecked;
import unrigged.lint.LintRule;
import unrigged.lint.LoadSettings;
import unrigged.lint.LoadSettings.Setting;
import unrigged.lint.Quantity;
import unrigged.table.Table.Remark;

/** What was understood of a table, which rules were applied, and what would be needed. */
final class UnderstoodPart {
    private static final int REMARKS_MAX = 40;
    private static final int REMARK_CHARACTERS_MAX = 400;

    private final Sheet sheet;
    private final Html html;

    UnderstoodPart(Sheet sheet, Html html) {
        this.sheet = sheet;
        this.html = html;
    }

    void write() {
        LintResult result = sheet.result();
        sheet.openPart(html, "understood", "What was understood");
        html.open("div", "class", "two");
        html.open("div");
        heading("The load");
        settings(result.table().settings());
        list("Taken for granted", result.table().notes());
        remarks();
        html.close();
        html.open("div", "id", sheet.id("missing"));
        list("What is missing to judge the table", result.missing());
        html.close().closeLine();
        rules();
        html.closeLine();
    }

    private void heading(String title) {
        html.element("h" + (sheet.level() + 1), title);
    }

    private void settings(LoadSettings settings) {
        html.open("ul", "class", "sentences");
        for (Quantity quantity : Quantity.values()) {
            Setting setting = settings.values().get(quantity);
            if (setting != null) {
                html.open("li").text(quantity.words() + " ");
                html.element("b", Figures.of(quantity, setting.value()));
                html.text(", from " + setting.from()).close();
            }
        }
        settings.openLoop().ifPresent(open -> loop(open));
        settings.tool()
                .ifPresent(
                        tool -> html.open("li").text("load generator ").element("b", tool).close());
        if (settings.values().isEmpty()
                && settings.openLoop().isEmpty()
                && settings.tool().isEmpty()) {
            html.element("li", "Nothing is known of it but what the columns say.");
        }
        html.close();
    }

    private void loop(boolean open) {
        html.open("li").element("b", open ? "open" : "closed");
        html.text(
                open
                        ? " loop: requests were sent at a rate of their own"
                        : " loop: a connection waits for its answer before it asks again");
        html.close();
    }

    private void list(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        heading(title);
        html.open("ul", "class", "sentences");
        lines.forEach(line -> html.element("li", line));
        html.close();
    }

    private void remarks() {
        List<Remark> remarks = sheet.source().remarks();
        if (remarks.isEmpty()) {
            return;
        }
        html.open("details");
        html.element(
                "summary",
                "What the file says around the table: "
                        + Counts.inDigits(remarks.size(), "line", "lines"));
        html.open("ul", "class", "sentences");
        for (Remark remark : remarks.subList(0, Math.min(REMARKS_MAX, remarks.size()))) {
            String text = remark.text();
            html.element(
                    "li",
                    "line %d: %s"
                            .formatted(
                                    remark.line(),
                                    text.length() > REMARK_CHARACTERS_MAX
                                            ? text.substring(0, REMARK_CHARACTERS_MAX) + "…"
                                            : text));
        }
        if (remarks.size() > REMARKS_MAX) {
            html.element("li", "and %d more".formatted(remarks.size() - REMARKS_MAX));
        }
        html.close().close();
    }

    private void rules() {
        List<LintRule> quiet = sheet.result().quiet();
        if (!quiet.isEmpty()) {
            html.open("details", "id", sheet.id("quiet"));
            html.element(
                    "summary",
                    Counts.inDigits(quiet.size(), "rule was", "rules were")
                            + " checked and found nothing");
            table("What would have raised a finding");
            quiet.forEach(rule -> row(rule, rule.raisedBy()));
            html.close().close().closeLine();
        }
        List<NotChecked> open = sheet.result().notChecked();
        if (!open.isEmpty()) {
            html.open("details", "id", sheet.id("open"), "open", "open");
            html.element(
                    "summary",
                    Counts.inDigits(open.size(), "rule", "rules") + " could not be checked");
            table("Why not");
            open.forEach(each -> row(each.rule(), each.why()));
            html.close().close().closeLine();
        }
    }

    private void table(String second) {
        html.open("table", "class", "plain rules").open("thead").open("tr");
        html.element("th", "Rule", "scope", "col").element("th", second, "scope", "col");
        html.close().close().open("tbody").text("\n");
    }

    private void row(LintRule rule, String text) {
        html.open("tr").open("th", "scope", "row").element("code", rule.id()).close();
        html.element("td", text).closeLine();
    }
}
