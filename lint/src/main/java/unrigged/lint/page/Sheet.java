package unrigged.lint.page;

import java.util.List;
import unrigged.inference.Finding.Severity;
import unrigged.lint.LintResult;
import unrigged.lint.TableFinding;
import unrigged.table.Table;

/**
 * One table in the page: what its parts need to point at each other.
 *
 * @param number among the tables of the page, from 1
 * @param level of the headings of its parts
 */
record Sheet(LintResult result, int number, int level, PageRows rows) {
    static Sheet of(LintResult result, int number, int level) {
        return new Sheet(result, number, level, PageRows.of(result));
    }

    Table source() {
        return result.table().source();
    }

    List<TableFinding> findings() {
        return result.findings();
    }

    /** Id of a part of it. */
    String id(String part) {
        return "t" + number + part;
    }

    /**
     * Id of a finding.
     *
     * @param finding its number, from 1
     */
    String findingId(int finding) {
        return id("f" + finding);
    }

    /**
     * Id of a row.
     *
     * @param row from 0
     */
    String rowId(int row) {
        return id("r" + (row + 1));
    }

    /** Begins a part with its heading. */
    void openPart(Html html, String part, String title) {
        html.open("section", "aria-labelledby", id(part), "class", "part");
        html.element("h" + level, title, "id", id(part)).text("\n");
    }

    /** The name of the file without its directories. */
    static String name(LintResult result) {
        String name = result.table().source().name();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.isEmpty() ? name : last;
    }

    /** The sign of a severity, which is told by its shape too; the style sheet draws it. */
    static void sign(Html html, Severity severity) {
        html.element("i", "", "class", css(severity)).text(" ");
    }

    static String css(Severity severity) {
        return severity == Severity.NOT_OBSERVABLE ? "blind" : severity.word();
    }
}
