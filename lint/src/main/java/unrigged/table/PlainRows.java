package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Rows of HTML that follow another and are nothing but closed cells of text, such as {@code
 * <tr><td>a</td><td>1</td></tr>}. A parser makes a dozen objects of each such cell, so that it is
 * not given them: where it sees the row before as a row of a table, whose end is written, these are
 * rows of that table too (HTML, 13.2.6.4.13, "in table body").
 */
final class PlainRows {
    private final SourceText source;
    private final String html;

    /** Whether it is all of the source, and not with spaces for other parts. */
    private final boolean whole;

    private final Cells cells;
    private final List<Run> runs = new ArrayList<>();
    private final String others;
    private int known;

    /** Where the end of the row is that was read last. */
    private int rowEnd;

    /**
     * Rows that follow each other.
     *
     * @param head where the row before them begins
     * @param from where the end tag of the row before ends
     * @param to where that of the last one ends
     * @param cut where they would be in what the parser is given
     */
    private record Run(int head, int from, int to, int cut) {}

    private PlainRows(SourceText source, String html, boolean cut) {
        this.source = source;
        this.html = html;
        this.whole = html.equals(source.text());
        this.cells = new Cells(source, 16);
        this.others = cut ? cut() : html;
    }

    /**
     * Those of a document.
     *
     * @param html of the length of the source
     */
    static PlainRows of(SourceText source, String html) {
        return new PlainRows(source, html, true);
    }

    /** The same document when the parser is to read all of it. */
    PlainRows none() {
        return new PlainRows(source, html, false);
    }

    /** The document without them. */
    String others() {
        return others;
    }

    /** The offset of an element's tag in the whole document. */
    int start(Element element) {
        return original(Math.max(0, element.sourceRange().startPos()));
    }

    /** An offset in the whole document of one in the others. */
    int original(int at) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (runs.get(middle).cut() <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? at : at + runs.get(low - 1).to() - runs.get(low - 1).cut();
    }

    /** Adds to a table those that follow a row of it. */
    void addBehind(Element row, HtmlTable table) {
        if (known == runs.size() || runs.get(known).head() != start(row)) {
            return;
        }
        Run run = runs.get(known);
        int end = row.endSourceRange().startPos();
        Element body = row.parent();
        if (end < 0
                || original(end) != run.from() - "</tr>".length()
                || body == null
                || !body.normalName().matches("tbody|thead|tfoot")
                || !body.parentNameIs("table")) {
            return;
        }
        known++;
        for (int at = run.from(); at < run.to(); ) {
            at = readRow(skipSpaces(at));
            table.add(cells, rowEnd);
        }
    }

    /** Whether the parser has seen all rows that others follow. */
    boolean known() {
        return known == runs.size();
    }

    private String cut() {
        StringBuilder rest = new StringBuilder();
        int kept = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
            int from = readRow(at);
            if (from < 0) {
                at++;
                continue;
            }
            int to = from;
            for (int next = readRow(skipSpaces(to)); next >= 0; next = readRow(skipSpaces(to))) {
                to = next;
            }
            if (to > from) {
                rest.append(html, kept, from);
                runs.add(new Run(at, from, to, rest.length()));
                kept = to;
            }
            at = to;
        }
        return kept == 0 ? html : rest.append(html, kept, html.length()).toString();
    }

    /** Reads the cells of the plain row that begins here; where it ends, −1 if there is none. */
    private int readRow(int start) {
        int at = tagEnd(start, "tr");
        cells.clear();
        boolean data = false;
        while (at >= 0) {
            at = skipSpaces(at);
            if (html.startsWith("</tr>", at)) {
                rowEnd = at;
                return data ? at + "</tr>".length() : -1;
            }
            int begin = tagEnd(at, "td");
            data |= begin >= 0;
            String end = begin < 0 ? "</th>" : "</td>";
            begin = begin < 0 ? tagEnd(at, "th") : begin;
            at = begin < 0 || cells.size() >= TableRows.COLUMNS_MAX ? -1 : readCell(at, begin, end);
        }
        return -1;
    }

    /** Where the cell ends, −1 if it has more than text. */
    private int readCell(int tag, int begin, String endTag) {
        int end = begin;
        while (end < html.length() && html.charAt(end) != '<') {
            if (html.charAt(end) == '&') {
                return -1;
            }
            end++;
        }
        if (!html.startsWith(endTag, end)) {
            return -1;
        }
        int from = PlainText.begin(html, begin, end);
        int to = PlainText.end(html, from, end);
        if (PlainText.isPlain(html, from, to)
                && (whole || source.text().regionMatches(from, html, from, to - from))) {
            cells.add(tag, from, to);
        } else {
            cells.add(PlainText.of(html.substring(from, to)), tag);
        }
        return end + endTag.length();
    }

    /** Where a start tag ends that begins here; −1 if none does, or it may be of merged cells. */
    private int tagEnd(int start, String name) {
        int at = start + 1 + name.length();
        if (start < 0 || !html.startsWith(name, start + 1) || html.charAt(start) != '<') {
            return -1;
        }
        while (at < html.length() && html.charAt(at) != '>') {
            int attribute = skipSpaces(at);
            if (attribute < html.length() && html.charAt(attribute) == '>') {
                return attribute + 1;
            }
            int end = attribute;
            while (end < html.length() && isNameCharacter(html.charAt(end))) {
                end++;
            }
            if (attribute == at
                    || end == attribute
                    || html.regionMatches(
                            true, end - "span".length(), "span", 0, "span".length())) {
                return -1;
            }
            at = end;
            if (html.startsWith("=\"", end)) {
                at = html.indexOf('"', end + 2) + 1;
                if (at == 0 || html.substring(end, at).indexOf('&') >= 0) {
                    return -1;
                }
            }
        }
        return at < html.length() ? at + 1 : -1;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }

    /** White space of HTML, which means nothing between the elements of a table. */
    private int skipSpaces(int from) {
        int at = from;
        while (at < html.length() && " \t\n\r\f".indexOf(html.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
