package unrigged.lint.page;

import unrigged.inference.Finding;
import unrigged.lint.TableFinding;

/** The findings of a table, the heaviest first, each with its evidence and its remedy. */
final class FindingsPart {
    private final Sheet sheet;
    private final Html html;

    FindingsPart(Sheet sheet, Html html) {
        this.sheet = sheet;
        this.html = html;
    }

    void write() {
        sheet.openPart(html, "findings", "Findings");
        int number = 0;
        for (TableFinding found : sheet.findings()) {
            finding(++number, found);
        }
        if (number == 0) {
            html.element("p", "No rule that could be checked found anything.").text("\n");
        }
        html.closeLine();
    }

    private void finding(int number, TableFinding found) {
        Finding finding = found.finding();
        html.open("div", "class", "finding", "id", sheet.findingId(number));
        weight(number, found);
        html.open("div");
        html.open("h" + (sheet.level() + 1));
        html.element("span", String.valueOf(number), "class", "number");
        html.text(" " + finding.what()).close();
        evidence(found);
        html.open("p").element("b", "What to do: ").text(finding.remedy()).close();
        html.open("p", "class", "note").element("code", finding.rule().id());
        html.text(": " + finding.rule().raisedBy() + ".").close();
        html.close().closeLine();
    }

    private void weight(int number, TableFinding found) {
        Finding finding = found.finding();
        html.open("div", "class", "weight");
        html.open("span", "class", "chip " + Sheet.css(finding.severity()));
        html.element("i", "", "class", Sheet.css(finding.severity()), "aria-hidden", "true");
        html.text(finding.severity().shown()).close().text(" ");
        html.element(
                "span", Counts.inDigits(found.rowNumbers().size(), "row", "rows"), "class", "note");
        html.text(" ");
        html.element(
                "button",
                "show " + Counts.inDigits(cells(found), "cell", "cells"),
                "class",
                "pill",
                "data-show",
                String.valueOf(number),
                "hidden",
                "hidden");
        html.close();
    }

    /** A cell can take part in several equations of one finding. */
    private static int cells(TableFinding found) {
        record Place(int row, int column) {}
        return (int)
                found.marks().stream()
                        .map(mark -> new Place(mark.row(), mark.column()))
                        .distinct()
                        .count();
    }

    private void evidence(TableFinding found) {
        html.open("ul");
        for (TableFinding.Told told : found.told()) {
            String name = sheet.result().table().name(told.row());
            html.open("li");
            if (sheet.rows().shown().get(told.row())) {
                html.element("a", name, "href", "#" + sheet.rowId(told.row()));
            } else {
                html.text(name);
            }
            html.text(": " + told.says()).close();
        }
        if (!found.rest().isEmpty()) {
            html.element("li", found.rest());
        }
        html.close();
    }
}
