package unrigged.lint.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import unrigged.inference.Finding;
import unrigged.lint.Column;
import unrigged.lint.Column.Origin;
import unrigged.lint.Quantity;
import unrigged.lint.TableFinding;
import unrigged.lint.page.CellMarks.CellMark;

/** A table as it is published, what its columns were understood as, and its cells marked. */
final class TablePart {
    /** Longer texts are cut, so that one cell cannot make the page large. */
    private static final int CELL_CHARACTERS_MAX = 300;

    /** Longer texts may be broken into lines. */
    private static final int LINE_CHARACTERS_MAX = 40;

    private final Sheet sheet;
    private final Html html;
    private final CellMarks marks;
    private final int labelColumn;

    /** What cells of a row open, by the marks that they have; in the order of their numbers. */
    private final Map<RowMarks, Integer> sayings = new LinkedHashMap<>();

    private boolean cut;

    private record RowMarks(int row, List<CellMark> marks) {}

    TablePart(Sheet sheet, Html html) {
        this.sheet = sheet;
        this.html = html;
        this.marks = new CellMarks(sheet.result(), sheet.rows());
        this.labelColumn =
                sheet.result().table().columns().stream()
                        .filter(column -> column.quantity() == Quantity.LABEL)
                        .map(Column::index)
                        .findFirst()
                        .orElse(-1);
    }

    void write() {
        sheet.openPart(html, "table", "Table");
        html.element("a", "Skip the table", "class", "skip", "href", "#" + sheet.id("understood"));
        controls();
        html.element("p", "The table scrolls sideways →", "class", "hint");
        html.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "aria-labelledby",
                sheet.id("caption"),
                "tabindex",
                "0");
        html.open("table", "class", "published", "data-rows", Counts.digits(sheet.rows().total()));
        html.open("caption", "id", sheet.id("caption"));
        html.element("span", caption()).closeLine();
        head();
        html.open("tbody").text("\n");
        int before = -1;
        for (int row = sheet.rows().shown().nextSetBit(0); row >= 0; ) {
            row(row, before);
            before = row;
            row = sheet.rows().shown().nextSetBit(row + 1);
        }
        html.close().close().closeLine();
        if (cut) {
            html.element(
                    "p",
                    "Texts of more than %d characters are cut.".formatted(CELL_CHARACTERS_MAX),
                    "class",
                    "note");
        }
        sayings.forEach(this::saying);
        html.closeLine();
    }

    /** Without a script they could do nothing. */
    private void controls() {
        if (sheet.findings().isEmpty()) {
            return;
        }
        html.open("div", "class", "controls", "hidden", "hidden");
        html.open(
                "div",
                "class",
                "filters",
                "role",
                "group",
                "aria-label",
                "Show only the cells of one finding");
        int number = 0;
        for (TableFinding found : sheet.findings()) {
            Finding finding = found.finding();
            number++;
            html.open(
                    "button",
                    "class",
                    "pill",
                    "data-choose",
                    String.valueOf(number),
                    "aria-pressed",
                    "false",
                    "title",
                    finding.what());
            Sheet.sign(html, finding.severity());
            html.text(number + " " + finding.rule().id() + " ");
            html.element("small", Counts.inDigits(found.rowNumbers().size(), "row", "rows"));
            html.close();
        }
        html.close();
        html.element(
                "button", "only rows with findings", "class", "filter", "aria-pressed", "false");
        html.closeLine();
        html.element("p", "", "class", "told note", "role", "status").text("\n");
    }

    private String caption() {
        int columns = sheet.result().table().columns().size();
        PageRows rows = sheet.rows();
        String size =
                "%s, %s, as published. "
                        .formatted(
                                Counts.inDigits(rows.total(), "row", "rows"),
                                Counts.inDigits(columns, "column", "columns"));
        String left = "";
        if (!rows.all()) {
            int found = rows.found().cardinality();
            left =
                    "%s of them are here, %s; a dashed line is where others are left out. "
                            .formatted(
                                    Counts.digits(rows.shown().cardinality()),
                                    found == 0
                                            ? "the first"
                                            : rows.foundShown() == found
                                                    ? "all "
                                                            + Counts.digits(found)
                                                            + " with findings among them"
                                                    : "%s of the %s with findings among them"
                                                            .formatted(
                                                                    Counts.digits(
                                                                            rows.foundShown()),
                                                                    Counts.digits(found)));
        }
        return Sheet.name(sheet.result())
                + ": "
                + size
                + left
                + "Below each name is what the column was understood as."
                + (sheet.findings().isEmpty() ? "" : " A marked cell opens what it contradicts.");
    }

    private void head() {
        html.open("thead").open("tr");
        html.element("th", "Row", "scope", "col", "class", "row");
        for (Column column : sheet.result().table().columns()) {
            boolean label = column.index() == labelColumn;
            html.open("th", "scope", "col", "class", css(column, label ? "label" : ""));
            html.text(cutText(column.name()) + " ");
            boolean known = column.origin() != Origin.NOTHING;
            html.element("small", known ? column.meaning() : "not looked at");
            if (known) {
                html.text(" ").element("small", "by " + column.origin().words(), "class", "by");
            }
            html.close();
        }
        html.close().closeLine();
    }

    private void row(int row, int before) {
        boolean found = sheet.rows().found().get(row);
        html.open(
                "tr",
                "class",
                joined(found ? "found" : "", row == before + 1 ? "" : "gap"),
                "id",
                found ? sheet.rowId(row) : "");
        String number = Counts.digits(row + 1);
        if (labelColumn < 0) {
            html.element("th", number, "scope", "row", "class", "row");
        } else {
            html.element("td", number, "class", "row");
        }
        for (Column column : sheet.result().table().columns()) {
            cell(row, column, sheet.source().text(row, column.index()));
        }
        html.closeLine();
    }

    private void cell(int row, Column column, String text) {
        List<CellMark> own = marks.of(row, column.index());
        String css =
                css(
                        column,
                        joined(
                                own.isEmpty() ? "" : "marked",
                                text.length() > LINE_CHARACTERS_MAX ? "long" : ""));
        if (column.index() == labelColumn) {
            html.open("th", "scope", "row", "class", css);
        } else {
            html.open("td", "class", css);
        }
        if (own.isEmpty()) {
            html.text(cutText(text));
        } else {
            marked(row, own, cutText(text));
        }
        html.close();
    }

    private void marked(int row, List<CellMark> own, String text) {
        int saying = sayings.computeIfAbsent(new RowMarks(row, own), _ -> sayings.size() + 1);
        List<Integer> findings = own.stream().map(CellMark::finding).distinct().toList();
        html.open(
                "button",
                "class",
                Sheet.css(finding(findings.getFirst()).severity()),
                "popovertarget",
                sheet.id("s" + saying),
                "data-findings",
                findings.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        findings.forEach(number -> Sheet.sign(html, finding(number).severity()));
        html.text(text).close();
    }

    private Finding finding(int number) {
        return sheet.findings().get(number - 1).finding();
    }

    /** What a marked cell opens. */
    private void saying(RowMarks row, int number) {
        html.open("div", "popover", "auto", "class", "says", "id", sheet.id("s" + number));
        String name = sheet.result().table().name(row.row());
        String place = "Row " + Counts.digits(row.row() + 1);
        html.element("p", labelColumn < 0 ? place : place + ": " + cutText(name), "class", "note");
        for (CellMark mark : row.marks()) {
            html.open("p");
            Sheet.sign(html, finding(mark.finding()).severity());
            html.text(mark.says() + " · ");
            html.element(
                    "a",
                    mark.finding() + " " + finding(mark.finding()).rule().id(),
                    "href",
                    "#" + sheet.findingId(mark.finding()));
            html.close();
        }
        html.closeLine();
    }

    private static String css(Column column, String more) {
        boolean text =
                column.quantity() == Quantity.LABEL || column.quantity() == Quantity.CONDITION;
        return joined(text ? "" : "num", more);
    }

    private String cutText(String text) {
        if (text.codePointCount(0, text.length()) <= CELL_CHARACTERS_MAX) {
            return text;
        }
        cut = true;
        return text.substring(0, text.offsetByCodePoints(0, CELL_CHARACTERS_MAX - 1)) + "…";
    }

    private static String joined(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.removeIf(String::isEmpty);
        return String.join(" ", all);
    }
}
