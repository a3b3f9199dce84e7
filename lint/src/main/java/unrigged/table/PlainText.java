package unrigged.table;

/** Text as a page shows it: every run of white space is one space, and none is at the ends. */
final class PlainText {
    private final StringBuilder text = new StringBuilder();
    private boolean spaceBeforeNext;

    static boolean isSpace(char c) {
        return c <= ' '
                || (c >= '\u0080' && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    static String stripped(String written) {
        int begin = begin(written, 0, written.length());
        return written.substring(begin, end(written, begin, written.length()));
    }

    /** Where the white space ends that a text between two offsets begins with. */
    static int begin(CharSequence written, int from, int to) {
        int begin = from;
        while (begin < to && isSpace(written.charAt(begin))) {
            begin++;
        }
        return begin;
    }

    /** Where the white space begins that it ends with. */
    static int end(CharSequence written, int from, int to) {
        int end = to;
        while (end > from && isSpace(written.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static String of(String written) {
        if (isPlain(written, 0, written.length())) {
            return written;
        }
        PlainText plain = new PlainText();
        plain.append(written);
        return plain.toString();
    }

    void append(String written) {
        for (int i = 0; i < written.length(); i++) {
            append(written.charAt(i));
        }
    }

    void append(char c) {
        if (isSpace(c)) {
            space();
            return;
        }
        if (spaceBeforeNext) {
            text.append(' ');
            spaceBeforeNext = false;
        }
        text.append(c);
    }

    void space() {
        spaceBeforeNext = !text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Whether the text between two offsets is as a page shows it. */
    static boolean isPlain(String written, int from, int to) {
        boolean space = true;
        for (int i = from; i < to; i++) {
            char c = written.charAt(i);
            if (isSpace(c) && (space || c != ' ')) {
                return false;
            }
            space = c == ' ';
        }
        return !space || from == to;
    }
}
