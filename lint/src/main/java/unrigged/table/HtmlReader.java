package unrigged.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/**
 * Every {@code table} element of at least two rows. An element is taken as soon as it is complete,
 * and what it has within is dropped then: the tree of a page of 10⁵ rows would not fit into memory.
 */
final class HtmlReader {
    private static final int DEPTH_MAX = 256;

    /** Of the elements that the parser keeps, empty. */
    private static final int EMPTY_MAX = 1_000_000;

    /** Of the elements that are kept with what they have within until their row is complete. */
    private static final int WHOLE_MAX = 100_000;

    /** The parser closes elements that are deeper; so deep that it is noticed before. */
    private static final int PARSER_DEPTH = DEPTH_MAX + 64;

    private final SourceText source;
    private final PlainRows rows;
    private final boolean headings;
    private final List<LocatedTable> tables = new ArrayList<>();
    private Table.@Nullable Remark heading;
    private @Nullable HtmlTable open;
    private int empty;
    private int whole;

    private HtmlReader(SourceText source, PlainRows rows, boolean headings) {
        this.source = source;
        this.rows = rows;
        this.headings = headings;
    }

    /** The tables of a page, with the headings before them as remarks. */
    static List<LocatedTable> page(SourceText source) {
        List<LocatedTable> tables = tables(source, source.text(), true);
        if (tables.isEmpty()) {
            throw source.error(
                    0,
                    "no table: no table element with two rows",
                    "<table> with a header and rows",
                    "save the page as its server sends it; a table that a script makes is not in it");
        }
        return tables;
    }

    /**
     * Those within a document of another kind; none if there are none.
     *
     * @param html of the length of the source, with spaces for what is not HTML
     */
    static List<LocatedTable> embedded(SourceText source, String html) {
        return tables(source, html, false);
    }

    private static List<LocatedTable> tables(SourceText source, String html, boolean headings) {
        PlainRows rows = PlainRows.of(source, html);
        int counted = source.counted();
        try {
            HtmlReader reader = new HtmlReader(source, rows, headings);
            reader.read();
            if (rows.known()) {
                return reader.tables;
            }
        } catch (InvalidInputException e) {
            if (rows.others().equals(html)) {
                throw e;
            }
        }
        // Some of them are in no table, but in a comment, or a text: they mean what a parser says.
        source.countAgain(counted);
        HtmlReader reader = new HtmlReader(source, rows.none(), headings);
        reader.read();
        return reader.tables;
    }

    static boolean hasTable(String html) {
        for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
            if (html.regionMatches(true, i, "<table", 0, "<table".length())) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        Parser parser = Parser.htmlParser().setTrackPosition(true).setMaxDepth(PARSER_DEPTH);
        try (StreamParser stream = new StreamParser(parser)) {
            stream.parse(rows.others(), "");
            for (Iterator<Element> each = stream.iterator(); each.hasNext(); ) {
                take(each.next());
            }
        }
        if (open != null) {
            finish(open);
        }
    }

    private void take(Element element) {
        if (++whole > WHOLE_MAX) {
            throw tooLarge(element, "in one row", WHOLE_MAX);
        }
        String name = element.normalName();
        if (name.equals("td") || name.equals("th")) {
            return;
        }
        Element table = null;
        boolean needed = false;
        int depth = 0;
        for (Element up = element.parent(); up != null; up = up.parent()) {
            depth++;
            switch (up.normalName()) {
                case "table" -> {
                    if (table != null) {
                        throw nested(table);
                    }
                    table = up;
                }
                case "tr", "caption", "h1", "h2", "h3", "h4", "h5", "h6" -> needed = true;
                default -> {}
            }
        }
        if (depth > DEPTH_MAX) {
            throw tooDeep(element);
        }
        if (table == null) {
            takeOutside(element, name);
        } else if (name.equals("table")) {
            throw nested(element);
        } else if (name.equals("tr")) {
            HtmlTable own = open(table);
            own.add(element);
            rows.addBehind(element, own);
        } else if (name.equals("caption")) {
            open(table).caption(element);
        }
        if (!needed) {
            drop(element);
        }
    }

    /** What an element has within; of a row, that is done where it is read. */
    private void drop(Element element) {
        whole = 0;
        if (++empty > EMPTY_MAX) {
            throw tooLarge(element, "in a page", EMPTY_MAX);
        }
        if (!element.normalName().equals("tr")) {
            element.empty().clearAttributes();
        }
    }

    private void takeOutside(Element element, String name) {
        switch (name) {
            case "table" -> {
                finish(open(element));
                open = null;
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                String text = HtmlTable.text(element);
                if (headings && !text.isEmpty()) {
                    heading = new Table.Remark(text, source.line(rows.start(element)));
                }
            }
            default -> {}
        }
    }

    private HtmlTable open(Element table) {
        HtmlTable before = open;
        if (before != null && before.is(table)) {
            return before;
        }
        if (before != null) {
            finish(before);
        }
        HtmlTable now = new HtmlTable(source, table, rows, heading);
        open = now;
        return now;
    }

    private void finish(HtmlTable table) {
        LocatedTable found = table.finish();
        if (found != null) {
            tables.add(found);
        }
    }

    private InvalidInputException nested(Element inner) {
        return source.error(
                rows.start(inner),
                "a table within a table",
                "tables beside each other",
                "save the table that you mean in a file of its own");
    }

    private InvalidInputException tooDeep(Element element) {
        return source.error(
                rows.start(element),
                "elements within each other more than %d deep".formatted(DEPTH_MAX),
                "at most " + DEPTH_MAX,
                "save the table alone in a file");
    }

    private InvalidInputException tooLarge(Element element, String where, int max) {
        return source.error(
                rows.start(element),
                "the elements are too many",
                "at most %,d %s, without those of the rows before".formatted(max, where),
                "save the table alone in a file, or split it");
    }
}
