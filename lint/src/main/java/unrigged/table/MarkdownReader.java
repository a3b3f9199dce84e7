package unrigged.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a Markdown document, those in HTML with them. The heading before a table and the
 * paragraph directly before it are its remarks.
 */
final class MarkdownReader {
    private final SourceText source;
    private final List<LocatedTable> tables = new ArrayList<>();
    private final List<HtmlBlock> html = new ArrayList<>();

    /** Remarks on a table that begins in a block of HTML, by where the block begins. */
    private final TreeMap<Integer, List<Table.Remark>> beforeHtml = new TreeMap<>();

    /** Where blocks begin that are not HTML. */
    private final TreeSet<Integer> others = new TreeSet<>();

    private Table.@Nullable Remark heading;

    MarkdownReader(SourceText source) {
        this.source = source;
    }

    List<LocatedTable> read() {
        Parser parser =
                Parser.builder()
                        .customBlockParserFactory(new PipeTableParser.Factory(source))
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
                    beforeHtml.put(start(some), remarksBefore(some));
                }
                case Heading some -> {
                    heading = remark(some);
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
            remarks.add(heading);
        }
        if (table.getPrevious() instanceof Paragraph paragraph) {
            remarks.add(remark(paragraph));
        }
        remarks.removeIf(remark -> remark.text().isEmpty());
        return remarks;
    }

    private Table.Remark remark(Node block) {
        return new Table.Remark(text(block), source.line(start(block)));
    }

    private static int start(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 0 : spans.getFirst().getInputIndex();
    }

    private void readHtml() {
        if (html.stream().noneMatch(block -> HtmlReader.hasTable(block.getLiteral()))) {
            return;
        }
        for (LocatedTable table : HtmlReader.embedded(source, onlyHtml())) {
            Integer other = others.higher(table.start());
            if (other != null && other < table.end()) {
                throw source.error(
                        other,
                        "the HTML table that begins in line %d is interrupted: after an empty line, this is not HTML for Markdown"
                                .formatted(source.line(table.start())),
                        "a table element without empty lines",
                        "take out the empty line before");
            }
            List<Table.Remark> remarks =
                    new ArrayList<>(beforeHtml.floorEntry(table.start()).getValue());
            remarks.addAll(table.remarks());
            tables.add(table.with(remarks));
        }
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

    /** Without its markup; a raised text follows a ^, a lowered one a _. */
    static String text(Node parent) {
        PlainText text = new PlainText();
        append(parent, text);
        return text.toString();
    }

    private static void append(Node parent, PlainText text) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text some -> text.append(some.getLiteral());
                case Code some -> text.append(some.getLiteral());
                case HtmlInline tag -> append(tag.getLiteral(), text);
                case SoftLineBreak _, HardLineBreak _ -> text.space();
                default -> append(node, text);
            }
        }
    }

    private static void append(String tag, PlainText text) {
        String name = tag.toLowerCase(Locale.ROOT).replaceFirst("^<(\\w*)(?s:.*)", "$1");
        switch (name) {
            case "br" -> text.space();
            case "sup" -> text.append('^');
            case "sub" -> text.append('_');
            default -> {}
        }
    }
}
