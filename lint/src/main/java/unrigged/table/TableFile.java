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
        String shown = shown(name);
        List<LocatedTable> found = found(content, name, options);
        List<Table> tables = new ArrayList<>();
        for (LocatedTable table : found) {
            String one = found.size() == 1 ? shown : ofMany(shown, tables.size() + 1);
            try {
                tables.add(table.table(one));
            } catch (InvalidInputException e) {
                throw found.size() == 1 ? e : ofMany(e, found.size());
            }
        }
        return List.copyOf(tables);
    }

    private static InvalidInputException ofMany(InvalidInputException refusal, int tables) {
        return new InvalidInputException(
                refusal.what(),
                refusal.expected().orElse("a table that can be read"),
                refusal.hint().map(hint -> hint + "; ").orElse("")
                        + "or choose another of the %d tables".formatted(tables));
    }

    /**
     * One of the tables of a file; others may be such that they cannot be read.
     *
     * @param number from 1
     * @throws InvalidInputException as of all tables, and where there are fewer
     */
    public static Table read(byte[] content, String name, ReadOptions options, int number) {
        List<LocatedTable> found = found(content, name, options);
        if (number < 1 || number > found.size()) {
            throw new InvalidInputException(
                    "%s has tables 1 to %d, but %d was asked for"
                            .formatted(shown(name), found.size(), number));
        }
        return found.get(number - 1)
                .table(found.size() == 1 ? shown(name) : ofMany(shown(name), number));
    }

    private static String shown(String name) {
        return name.equals("-") ? "standard input" : name;
    }

    private static String ofMany(String name, int number) {
        return name + ", table " + number;
    }

    private static List<LocatedTable> found(byte[] content, String name, ReadOptions options) {
        String shown = shown(name);
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
        return switch (new FormatSigns(source).format(name, options.format())) {
            case CSV -> new DelimitedReader(source, ',', "CSV").read();
            case TSV -> new DelimitedReader(source, '\t', "TSV").read();
            case JSON -> JsonReader.read(source);
            case MARKDOWN -> new MarkdownReader(source).read();
            case HTML -> HtmlReader.page(source);
        };
    }
}
