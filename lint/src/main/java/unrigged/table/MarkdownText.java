package unrigged.table;

import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.InlineParserFactory;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the texts of a document as they are written, and takes the markup out of the few that are
 * needed: a tree with a node for every mark of a document can be a hundred times its size.
 */
final class MarkdownText implements InlineParserFactory {
    /** Of a text with markup. */
    static final int LENGTH_MAX = 20_000;

    /** Before a text, it leaves it a paragraph, whatever it begins with, and ends no markup. */
    private static final String GUARD = ".";

    private final Parser parser =
            Parser.builder().enabledBlockTypes(Set.of()).linkProcessor(this::link).build();

    /** Knows the document's definitions of links. */
    private @Nullable InlineParserContext document;

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
     * @param written without an empty line
     */
    String plain(String written) {
        if (!hasMarkup(written) || written.length() > LENGTH_MAX) {
            return PlainText.of(written);
        }
        PlainText text = new PlainText();
        append(parser.parse(GUARD + written), text);
        return PlainText.stripped(text.toString().substring(GUARD.length()));
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
