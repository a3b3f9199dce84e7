package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import unrigged.program.InvalidInputException;

/**
 * Tables of GitHub's Markdown, in place of commonmark's extension for them: that one drops cells
 * beyond the header without a word, does not say where an empty cell is, and makes some 400 bytes
 * of each. A line without {@code |} ends a table.
 */
final class PipeTableParser extends AbstractBlockParser {
    /** Of the paragraph whose last line is a header: all of it is copied to look at that line. */
    private static final int PARAGRAPH_LINES_MAX = 1_000;

    private static final int INDENT_OF_CODE = 4;

    private final SourceText source;
    private final MarkdownInlines texts;
    private final PipeTable block = new PipeTable();
    private final List<CharSequence> lines = new ArrayList<>();

    private PipeTableParser(SourceText source, MarkdownInlines texts, CharSequence header) {
        this.source = source;
        this.texts = texts;
        this.lines.add(header);
    }

    /** Starts a table at the row of dashes, whose header is the paragraph's last line so far. */
    static final class Factory extends AbstractBlockParserFactory {
        private final SourceText source;
        private final MarkdownInlines texts;

        Factory(SourceText source, MarkdownInlines texts) {
            this.source = source;
            this.texts = texts;
        }

        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int from = state.getNextNonSpaceIndex();
            int dashes = state.getIndent() < INDENT_OF_CODE ? dashes(line, from) : 0;
            if (dashes == 0) {
                return BlockStart.none();
            }
            int at = state.getLine().getSourceSpan().getInputIndex() + from;
            List<SourceLine> paragraph = matched.getParagraphLines().getLines();
            if (paragraph.size() > PARAGRAPH_LINES_MAX) {
                throw source.error(
                        at,
                        "a paragraph of %,d lines before a table".formatted(paragraph.size()),
                        "at most %,d lines".formatted(PARAGRAPH_LINES_MAX),
                        "write an empty line before the header of the table");
            }
            if (paragraph.isEmpty()) {
                return BlockStart.none();
            }
            CharSequence header = paragraph.getLast().getContent();
            int names = split(header).size();
            if (names != dashes) {
                if (header.chars().noneMatch(c -> c == '|')) {
                    return BlockStart.none();
                }
                throw source.error(
                        at,
                        "the row of dashes has %d cells, the header above it %d: Markdown shows no table here"
                                .formatted(dashes, names),
                        "as many cells in both",
                        "write as many --- as the header has names, with a | at both ends");
            }
            return BlockStart.of(new PipeTableParser(source, texts, header))
                    .atIndex(state.getIndex())
                    .replaceParagraphLines(1);
        }

        /** How many cells the row of dashes has that begins here; 0 when this is none. */
        private static int dashes(CharSequence line, int from) {
            boolean pipe = false;
            for (int i = from; i < line.length(); i++) {
                char c = line.charAt(i);
                if ("|:- \t".indexOf(c) < 0) {
                    return 0;
                }
                pipe |= c == '|';
            }
            if (!pipe) {
                return 0;
            }
            CharSequence row = line.subSequence(from, line.length());
            List<Piece> pieces = split(row);
            for (Piece piece : pieces) {
                String cell = PlainText.stripped(piece.text(row));
                int begin = cell.startsWith(":") ? 1 : 0;
                int end = cell.length() - (cell.endsWith(":") ? 1 : 0);
                if (begin >= end || !cell.substring(begin, end).chars().allMatch(c -> c == '-')) {
                    return 0;
                }
            }
            return pieces.size();
        }
    }

    /** What is between two delimiters of a row. */
    private record Piece(int from, int to) {
        String text(CharSequence row) {
            return row.subSequence(from, to).toString();
        }
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        CharSequence line = state.getLine().getContent();
        for (int i = state.getNextNonSpaceIndex(); i < line.length(); i++) {
            if (line.charAt(i) == '|') {
                return BlockContinue.atIndex(state.getIndex());
            }
        }
        return BlockContinue.none();
    }

    @Override
    public void addLine(SourceLine line) {
        lines.add(line.getContent());
    }

    @Override
    public void parseInlines(InlineParser inlines) {
        List<SourceSpan> spans = block.getSourceSpans();
        int start = spans.getFirst().getInputIndex();
        int end = endOfLine(spans.getLast());
        try {
            block.read(new LocatedTable(start, end, rows(spans), List.of()));
        } catch (InvalidInputException e) {
            block.read(LocatedTable.refused(start, end, e));
        }
        lines.clear();
    }

    private TableRows rows(List<SourceSpan> spans) {
        TableRows rows = new TableRows(source, cells(0, spans).all());
        for (int i = 2; i < lines.size(); i++) {
            rows.add(cells(i, spans), endOfLine(spans.get(i)));
        }
        return rows;
    }

    private Cells cells(int line, List<SourceSpan> spans) {
        CharSequence row = lines.get(line);
        // From the end: at the begin, a tab that is half indentation is written as spaces.
        int begin = endOfLine(spans.get(line)) - row.length();
        List<Piece> pieces = split(row);
        Cells cells = new Cells(source, pieces.size());
        for (Piece piece : pieces) {
            add(row, piece, begin, cells);
        }
        return cells;
    }

    private void add(CharSequence row, Piece piece, int begin, Cells to) {
        int from = PlainText.begin(row, piece.from(), piece.to());
        String written = row.subSequence(from, PlainText.end(row, from, piece.to())).toString();
        int at = Math.max(0, begin + (written.isEmpty() ? piece.from() : from));
        if (!MarkdownInlines.hasMarkup(written)) {
            to.add(PlainText.of(written), at);
            return;
        }
        if (written.length() > MarkdownInlines.LENGTH_MAX) {
            throw source.error(
                    at,
                    "a cell of %,d characters with markup".formatted(written.length()),
                    "at most %,d characters".formatted(MarkdownInlines.LENGTH_MAX),
                    "take out of the table what is no figure and no name");
        }
        to.add(texts.plain(written.replace("\\|", "|")), at);
    }

    private static int endOfLine(SourceSpan span) {
        return span.getInputIndex() + span.getLength();
    }

    /**
     * By the pipes without a backslash before them; a blank last piece is no cell. Of too many, the
     * rest is left out.
     */
    private static List<Piece> split(CharSequence row) {
        List<Piece> pieces = new ArrayList<>();
        int end = PlainText.end(row, 0, row.length());
        int from = PlainText.begin(row, 0, end);
        if (from < end && row.charAt(from) == '|') {
            from++;
        }
        for (int i = from; i < end && pieces.size() <= TableRows.COLUMNS_MAX; i++) {
            if (row.charAt(i) == '\\' && i + 1 < end && row.charAt(i + 1) == '|') {
                i++;
            } else if (row.charAt(i) == '|') {
                pieces.add(new Piece(from, i));
                from = i + 1;
            }
        }
        if (from < end) {
            pieces.add(new Piece(from, end));
        }
        return pieces;
    }
}
