package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import unrigged.program.InvalidInputException;

/** Reads the tables of a file: exactly as they are written, or not at all. */
public final class TableFile {
    private static final int MEBIBYTE = 1 << 20;
    private static final int MEBIBYTES_MAX = 32;

    private TableFile() {}

    /**
     * One table or more, in the order of the file. A first column without a name is called {@code
     * column 1}.
     *
     * @param name of the file, {@code -} for standard input
     * @throws InvalidInputException for what cannot be read exactly, with its line and column; and
     *     for an encoding that is not known
     */
    public static List<Table> read(byte[] content, String name, ReadOptions options) {
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
        List<LocatedTable> found =
                switch (new FormatSigns(source).format(name, options.format())) {
                    case CSV -> new DelimitedReader(source, ',', "CSV").read();
                    case TSV -> new DelimitedReader(source, '\t', "TSV").read();
                    case JSON -> JsonReader.read(source);
                    case MARKDOWN -> new MarkdownReader(source).read();
                    case HTML -> HtmlReader.page(source);
                };
        List<Table> tables = new ArrayList<>();
        for (LocatedTable table : found) {
            String one = found.size() == 1 ? shown : shown + ", table " + (tables.size() + 1);
            tables.add(table.rows().table(one, table.remarks()));
        }
        return List.copyOf(tables);
    }
}
