package unrigged.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The format of a file: as it is told, else by the ending of its name, else by its content. The
 * content says it when it has the sign of one format only:
 *
 * <ul>
 *   <li>JSON: begins with a bracket or a brace, and ends with one
 *   <li>HTML: begins with {@code <} and has {@code <table}
 *   <li>Markdown: a line of nothing but {@code | - :} and spaces, with a {@code |} and a {@code -}
 *   <li>TSV, CSV: none of these, and the first line has a tab or a comma, not both
 * </ul>
 */
final class FormatSigns {
    private static final Map<String, TableFormat> BY_ENDING =
            Map.of(
                    "csv", TableFormat.CSV,
                    "tsv", TableFormat.TSV,
                    "tab", TableFormat.TSV,
                    "json", TableFormat.JSON,
                    "md", TableFormat.MARKDOWN,
                    "markdown", TableFormat.MARKDOWN,
                    "html", TableFormat.HTML,
                    "htm", TableFormat.HTML);

    private final SourceText source;
    private final String text;

    FormatSigns(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * @param name of the file
     */
    TableFormat format(String name, Optional<TableFormat> told) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return told.or(() -> Optional.ofNullable(BY_ENDING.get(ending))).orElseGet(this::byContent);
    }

    private TableFormat byContent() {
        List<TableFormat> signs = new ArrayList<>();
        if (isBracketed()) {
            signs.add(TableFormat.JSON);
        }
        if (isPage()) {
            signs.add(TableFormat.HTML);
        }
        if (hasRowOfDashes()) {
            signs.add(TableFormat.MARKDOWN);
        }
        if (signs.isEmpty()) {
            String first = firstLine();
            if (first.indexOf('\t') >= 0) {
                signs.add(TableFormat.TSV);
            }
            if (first.indexOf(',') >= 0) {
                signs.add(TableFormat.CSV);
            }
        }
        if (signs.size() == 1) {
            return signs.getFirst();
        }
        throw source.error(
                0,
                signs.isEmpty()
                        ? "no table: neither the name nor the content says what format this is"
                        : "the content can be " + signs.getFirst() + " and " + signs.getLast(),
                "a table in CSV, TSV, JSON, Markdown or HTML",
                "give --format csv, tsv, json, markdown or html");
    }

    private boolean isBracketed() {
        String stripped = text.strip();
        return !stripped.isEmpty()
                && "[{".indexOf(stripped.charAt(0)) >= 0
                && "]}".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
    }

    private boolean isPage() {
        return text.startsWith("<", PlainText.begin(text, 0, text.length()))
                && HtmlReader.hasTable(text);
    }

    private boolean hasRowOfDashes() {
        boolean pipe = false;
        boolean dash = false;
        boolean other = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            switch (c) {
                case '\n', '\r' -> {
                    if (pipe && dash && !other) {
                        return true;
                    }
                    pipe = false;
                    dash = false;
                    other = false;
                }
                case '|' -> pipe = true;
                case '-' -> dash = true;
                case ':', ' ', '\t' -> {}
                default -> other = true;
            }
        }
        return false;
    }

    /** The first that is neither blank nor a remark. */
    private String firstLine() {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
    }
}
