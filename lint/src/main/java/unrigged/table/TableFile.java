package unrigged.table;

import java.util.List;
import unrigged.program.InvalidInputException;

/** The tables of a file: each exactly as it is written, or not at all. */
public final class TableFile {
    private static final int MEBIBYTE = 1 << 20;
    private static final int MEBIBYTES_MAX = 32;

    private final String name;
    private final List<LocatedTable> found;

    private TableFile(String name, List<LocatedTable> found) {
        this.name = name;
        this.found = found;
    }

    /** How many it has, in the order of the file: at least one, readable or not. */
    public int count() {
        return found.size();
    }

    /**
     * One of them; others may be such that they cannot be read. A first column without a name is
     * called {@code column 1}.
     *
     * @param number from 1
     * @throws InvalidInputException where it cannot be read exactly, with its line and column; and
     *     where there are fewer
     */
    public Table table(int number) {
        if (number < 1 || number > found.size()) {
            throw new InvalidInputException(
                    "%s has tables 1 to %d, but %d was asked for"
                            .formatted(name, found.size(), number));
        }
        return found.get(number - 1).table(name(number));
    }

    /** What a table is called in messages: the file, with the number where it has several. */
    public String name(int number) {
        return found.size() == 1 ? name : name + ", table " + number;
    }

    /**
     * Of a file.
     *
     * @param name of the file, {@code -} for standard input
     * @throws InvalidInputException for what is no document of its format, with its line and
     *     column; and for an encoding that is not known
     */
    public static TableFile of(byte[] content, String name, ReadOptions options) {
        String shown = name.equals("-") ? "standard input" : name;
        if (content.length > MEBIBYTES_MAX * MEBIBYTE) {
            throw new InvalidInputException(
                    "%s: %,d bytes are too many".formatted(shown, content.length),
                    "at most %d MiB".formatted(MEBIBYTES_MAX),
                    "split the file, or take out what is no part of the table");
        }
        SourceText source = new EncodedText(content, shown, options.encoding()).decode();
        if (source.text().isBlank()) {
            throw source.error(
                    0, "no table: the file is empty", "a header and rows", "give another file");
        }
        return new TableFile(
                shown,
                switch (new FormatSigns(source).format(name, options.format())) {
                    case CSV -> new DelimitedReader(source, ',', "CSV").read();
                    case TSV -> new DelimitedReader(source, '\t', "TSV").read();
                    case JSON -> JsonReader.read(source);
                    case MARKDOWN -> new MarkdownReader(source).read();
                    case HTML -> HtmlReader.page(source);
                });
    }
}
