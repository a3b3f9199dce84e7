package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/** One {@code table} element while its rows come: the first row is the header. */
final class HtmlTable {
    private final SourceText source;
    private final Element table;
    private final PlainRows plain;
    private final List<Table.Remark> remarks = new ArrayList<>();

    /** Kept until there is a second one: a table of one row only makes the layout. */
    private @Nullable Element first;

    private @Nullable TableRows rows;
    private @Nullable InvalidInputException refusal;

    HtmlTable(SourceText source, Element table, PlainRows plain, Table.@Nullable Remark heading) {
        this.source = source;
        this.plain = plain;
        this.table = table;
        if (heading != null) {
            remarks.add(heading);
        }
    }

    boolean is(Element element) {
        return table.equals(element);
    }

    void caption(Element caption) {
        String text = text(caption);
        if (!text.isEmpty()) {
            remarks.add(new Table.Remark(text, source.line(start(caption))));
        }
    }

    /** The next row; its cells are gone afterwards, so that it is empty when it comes again. */
    void add(Element row) {
        if (refusal == null) {
            try {
                addRow(row);
            } catch (InvalidInputException e) {
                refusal = e;
            }
        }
        if (refusal != null) {
            row.empty();
        }
    }

    private void addRow(Element row) {
        List<Element> cells = cellsOf(row);
        if (cells.isEmpty()) {
            return;
        }
        Element header = first;
        if (header == null) {
            first = row;
            return;
        }
        if (header.equals(row)) {
            return;
        }
        TableRows before = begun(header);
        if (cells.size() > 1 && cells.stream().noneMatch(cell -> cell.normalName().equals("td"))) {
            throw source.error(
                    start(cells.getFirst()),
                    "a second header row",
                    "one row of header cells, and it is the first",
                    "write both headers into one row, or take this one out");
        }
        before.add(read(cells), end(row, start(cells.getLast())));
        row.empty();
    }

    private TableRows begun(Element header) {
        TableRows begun = rows;
        if (begun == null) {
            begun = new TableRows(source, read(cellsOf(header)).all());
            rows = begun;
            header.empty();
        }
        return begun;
    }

    /**
     * The next row, which the parser was not given; there is one before it.
     *
     * @param end where the row's end tag begins
     */
    void add(Cells row, int end) {
        Element header = first;
        if (refusal == null && header != null) {
            try {
                begun(header).add(row, end);
            } catch (InvalidInputException e) {
                refusal = e;
            }
        }
    }

    /** Null for a table of fewer than two rows. */
    @Nullable LocatedTable finish() {
        int end =
                Math.max(
                        start(table),
                        plain.original(Math.max(0, table.endSourceRange().startPos())));
        if (refusal != null) {
            return LocatedTable.refused(start(table), end, refusal);
        }
        if (rows == null) {
            return null;
        }
        try {
            requireWhole();
        } catch (InvalidInputException e) {
            return LocatedTable.refused(start(table), end, e);
        }
        return new LocatedTable(start(table), end, rows, remarks);
    }

    private void requireWhole() {
        Range end = table.endSourceRange();
        if (!end.isTracked() || end.isImplicit()) {
            throw source.error(
                    start(table),
                    "the table that begins here has no end",
                    "</table>",
                    "fetch the file again, for it may be cut; or close the table");
        }
        for (Element row : table.select("tr")) {
            if (!cellsOf(row).isEmpty()) {
                throw source.error(
                        start(row),
                        "a row that is not where HTML has rows",
                        "rows in the table, or in its thead, tbody and tfoot",
                        "correct the nesting of the elements there");
            }
        }
    }

    private Cells read(List<Element> cells) {
        Cells read = new Cells(source, cells.size());
        for (Element cell : cells) {
            if (cell.attributesSize() > 0) {
                refuseMerged(cell, "colspan");
                refuseMerged(cell, "rowspan");
            }
            read.add(text(cell), start(cell));
        }
        return read;
    }

    private void refuseMerged(Element cell, String attribute) {
        String span = cell.attr(attribute).strip();
        if (!span.isEmpty() && !span.equals("1")) {
            throw source.error(
                    start(cell),
                    "merged cells: %s=%s".formatted(attribute, SourceText.quoted(span)),
                    "one cell for each row and column",
                    "write a cell of its own for each row and column that this one covers");
        }
    }

    private static List<Element> cellsOf(Element row) {
        List<Element> cells = new ArrayList<>();
        for (Node child : row.childNodes()) {
            if (child instanceof Element element
                    && (element.normalName().equals("td") || element.normalName().equals("th"))) {
                cells.add(element);
            }
        }
        return cells;
    }

    /** The offset of its tag. */
    private int start(Element element) {
        return plain.start(element);
    }

    private int end(Element row, int otherwise) {
        int end = row.endSourceRange().startPos();
        return end < 0 ? otherwise : plain.original(end);
    }

    /** What the page shows of it; a raised text follows a ^, a lowered one a _. */
    static String text(Element element) {
        if (element.childNodeSize() == 0) {
            return "";
        }
        if (element.childNodeSize() == 1 && element.childNode(0) instanceof TextNode only) {
            return PlainText.of(only.getWholeText());
        }
        PlainText text = new PlainText();
        element.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode some) {
                            text.append(some.getWholeText());
                        } else if (node instanceof Element inner) {
                            switch (inner.normalName()) {
                                case "sup" -> text.append('^');
                                case "sub" -> text.append('_');
                                default -> separate(inner);
                            }
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element inner) {
                            separate(inner);
                        }
                    }

                    private void separate(Element inner) {
                        if (inner.isBlock() || inner.normalName().equals("br")) {
                            text.space();
                        }
                    }
                });
        return text.toString();
    }
}
