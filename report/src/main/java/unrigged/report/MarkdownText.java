package unrigged.report;

/** Text in Markdown (GitHub's, with tables). */
final class MarkdownText {
    private MarkdownText() {}

    /**
     * What stands for itself wherever it is put: HTML as entities, and a backslash before
     * punctuation that has a meaning (CommonMark 0.31, 2.4).
     */
    static String text(String plain) {
        return TextTable.printable(plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|~#!$]", "\\\\$0");
    }

    /** A line of a table; the cells are Markdown already. */
    static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
