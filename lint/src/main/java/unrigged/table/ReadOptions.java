package unrigged.table;

import java.util.Optional;

/**
 * How a file is to be read, where that is told.
 *
 * @param format empty: by the name's ending, else by the content
 * @param encoding empty: UTF-8 without a byte order mark, and nothing else
 */
public record ReadOptions(Optional<TableFormat> format, Optional<String> encoding) {}
