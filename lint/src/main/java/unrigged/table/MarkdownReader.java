package unrigged.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/**
 * The tables of a Markdown document, those in HTML with them. The heading before a table and the
 * paragraph directly before it are its remarks.
 */
final class MarkdownReader {
    private static final int LINES_MAX = 400_000;
    private static final int STARTS_MAX = 400_000;

    private final SourceText source;
    private final MarkdownInlines texts = new MarkdownInlines();
    private final List<LocatedTable> tables = new ArrayList<>();
    private final List<HtmlBlock> html = new ArrayList<>();

    /** Remarks on a table that begins in a block of HTML, by where the block begins. */
    private final TreeMap<Integer, List<Table.Remark>> beforeHtml = new TreeMap<>();

    /** Where blocks begin that are not HTML. */
    private final TreeSet<Integer> others = new TreeSet<>();

    private @Nullable Heading heading;
    private Table.@Nullable Remark headingRemark;
    private int starts;

    MarkdownReader(SourceText source) {
        this.source = source;
    }

    List<LocatedTable> read() {
        int last = source.text().length();
        if (source.line(last) > LINES_MAX) {
            throw tooLarge(last, "lines", LINES_MAX);
        }
        Parser parser =
                Parser.builder()
                        .customBlockParserFactory(this::countStart)
                        .customBlockParserFactory(new PipeTableParser.Factory(source, texts))
                        .inlineParserFactory(texts)
                        .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                        .build();
        readBlocks(parser.parse(source.text()));
        readHtml();
        if (tables.isEmpty()) {
            throw source.error(
                    0,
                    "no table: neither a row of names over a row of dashes, nor a table element",
                    "| name | name | over | --- | --- |, or <table>",
                    "give the file with the table in it, or its format with --format");
        }
        tables.sort(Comparator.comparingInt(LocatedTable::start));
        return tables;
    }

    /** Of what the parser keeps for each: some hundred bytes. */
    private BlockStart countStart(ParserState state, MatchedBlockParser matched) {
        if (++starts > STARTS_MAX) {
            int at = state.getLine().getSourceSpan().getInputIndex() + state.getIndex();
            throw tooLarge(at, "places where a block may begin", STARTS_MAX);
        }
        return BlockStart.none();
    }

    private InvalidInputException tooLarge(int at, String what, int max) {
        return source.error(
                at,
                "too many " + what,
                "at most %,d in a Markdown document".formatted(max),
                "write the table into a file of its own, for example as CSV");
    }

    private void readBlocks(Node parent) {
        for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
            switch (block) {
                case PipeTable table -> {
                    LocatedTable found = table.table();
                    tables.add(found.with(remarksBefore(table)));
                    others.add(found.start());
                }
                case HtmlBlock some -> {
                    html.add(some);
                    if (HtmlReader.hasTable(some.getLiteral())) {
                        beforeHtml.put(start(some), remarksBefore(some));
                    }
                }
                case Heading some -> {
                    heading = some;
                    headingRemark = null;
                    others.add(start(some));
                }
                case Paragraph some -> others.add(start(some));
                default -> {
                    if (block.getFirstChild() == null) {
                        others.add(start(block));
                    }
                    readBlocks(block);
                }
            }
        }
    }

    private List<Table.Remark> remarksBefore(Node table) {
        List<Table.Remark> remarks = new ArrayList<>();
        if (heading != null) {
            // The same heading may be before many tables.
            headingRemark = headingRemark == null ? remark(heading) : headingRemark;
            remarks.add(headingRemark);
        }
        if (table.getPrevious() instanceof Paragraph paragraph) {
            remarks.add(remark(paragraph));
        }
        remarks.removeIf(remark -> remark.text().isEmpty());
        return remarks;
    }

    private Table.Remark remark(Node block) {
        String text =
                block.getFirstChild() instanceof Text written
                        ? texts.plain(written.getLiteral())
                        : "";
        return new Table.Remark(text, source.line(start(block)));
    }

    private static int start(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 0 : spans.getFirst().getInputIndex();
    }

    private void readHtml() {
        if (beforeHtml.isEmpty()) {
            return;
        }
        for (LocatedTable table : HtmlReader.embedded(source, onlyHtml())) {
            Integer other = others.higher(table.start());
            if (other != null && other < table.end()) {
                tables.add(
                        LocatedTable.refused(
                                table.start(), table.end(), interrupted(table, other)));
                continue;
            }
            List<Table.Remark> remarks =
                    new ArrayList<>(beforeHtml.floorEntry(table.start()).getValue());
            remarks.addAll(table.remarks());
            tables.add(table.with(remarks));
        }
    }

    private InvalidInputException interrupted(LocatedTable table, int by) {
        return source.error(
                by,
                "the HTML table that begins in line %d is interrupted: after an empty line, this is not HTML for Markdown"
                        .formatted(source.line(table.start())),
                "a table element without empty lines",
                "take out the empty line before");
    }

    /** The document with spaces for everything that is not in a block of HTML. */
    private String onlyHtml() {
        char[] text = source.text().toCharArray();
        char[] only = new char[text.length];
        Arrays.fill(only, ' ');
        for (HtmlBlock block : html) {
            for (SourceSpan span : block.getSourceSpans()) {
                int at = span.getInputIndex();
                System.arraycopy(text, at, only, at, span.getLength());
            }
        }
        return new String(only);
    }
}
