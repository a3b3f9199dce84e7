package unrigged.table;

/**
 * One cell, as it is written.
 *
 * @param text without white space at its ends
 * @param line of its begin in the file, from 1
 * @param column of its begin in that line, in characters, from 1
 */
public record Cell(String text, int line, int column) {
    public boolean empty() {
        return text.isEmpty();
    }
}
