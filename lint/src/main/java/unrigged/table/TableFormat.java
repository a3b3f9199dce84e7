package unrigged.table;

/** What a file of tables can be written in. */
public enum TableFormat {
    CSV,
    TSV,
    JSON,
    MARKDOWN,
    HTML
}
