package unrigged.table;

import java.util.Locale;
import java.util.Objects;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.InlineParserFactory;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the texts of a document as they are written, and takes the markup out of the few that are
 * needed: a tree with a node for every mark of a document can be a hundred times its size.
 */
final class MarkdownInlines implements InlineParserFactory {
    /** Of a text with markup. */
    static final int LENGTH_MAX = 20_000;

    private final InlineParser inlines;

    /** Knows the document's definitions of links. */
    private @Nullable InlineParserContext document;

    MarkdownInlines() {
        InlineBlock block = new InlineBlock();
        Parser.builder()
                .customBlockParserFactory((_, _) -> BlockStart.of(block))
                .linkProcessor(this::link)
                .build()
                .parse("-");
        this.inlines = block.inlines();
    }

    /**
     * Keeps the parser of the markup in lines: commonmark gives it to the blocks of a document
     * only.
     */
    private static final class InlineBlock extends AbstractBlockParser {
        private final CustomBlock block = new CustomBlock() {};
        private @Nullable InlineParser given;

        InlineParser inlines() {
            return Objects.requireNonNull(given, "the block was not asked for its inlines");
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            given = inlineParser;
        }
    }

    @Override
    public InlineParser create(InlineParserContext context) {
        this.document = context;
        return (lines, block) -> block.appendChild(new Text(lines.getContent()));
    }

    static boolean hasMarkup(String written) {
        for (int i = 0; i < written.length(); i++) {
            switch (written.charAt(i)) {
                case '\\', '`', '*', '_', '[', ']', '!', '<', '&' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /**
     * A raised text follows a ^, a lowered one a _. A text that is too long keeps its markup.
     *
     * @param written of one block, lines divided by line feeds
     */
    String plain(String written) {
        if (!hasMarkup(written) || written.length() > LENGTH_MAX) {
            return PlainText.of(written);
        }
        PlainText text = new PlainText();
        Paragraph paragraph = new Paragraph();
        SourceLines lines = SourceLines.empty();
        written.lines().forEach(line -> lines.addLine(SourceLine.of(line, null)));
        inlines.parse(lines, paragraph);
        append(paragraph, text);
        return text.toString();
    }

    private LinkResult link(LinkInfo link, Scanner scanner, InlineParserContext context) {
        String label = link.label();
        String name = label == null || label.isEmpty() ? link.text(scanner) : label;
        InlineParserContext definitions = document == null ? context : document;
        if (link.destination() != null
                || definitions.getDefinition(LinkReferenceDefinition.class, name) == null) {
            return LinkResult.none();
        }
        return link.marker() == null
                ? LinkResult.wrapTextIn(new Link(), scanner.position())
                : LinkResult.wrapTextIn(new Image(), scanner.position()).includeMarker();
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
        switch (tag.toLowerCase(Locale.ROOT).split("[^<a-z0-9]", 2)[0]) {
            case "<br" -> text.space();
            case "<sup" -> text.append('^');
            case "<sub" -> text.append('_');
            default -> {}
        }
    }
}
