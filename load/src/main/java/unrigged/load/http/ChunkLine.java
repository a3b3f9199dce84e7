package unrigged.load.http;

/** The line before a chunk: its size in hexadecimal, then extensions that mean nothing here. */
final class ChunkLine {
    private static final int DIGITS_MAX = 15;

    private enum Part {
        SIZE,
        SPACE,
        EXTENSION
    }

    private Part part = Part.SIZE;
    private int digits;
    private long size;

    void clear() {
        part = Part.SIZE;
        digits = 0;
        size = 0;
    }

    long size() {
        return size;
    }

    /** Whether CR may come now. */
    boolean mayEnd() {
        return part == Part.EXTENSION || (part == Part.SIZE && digits > 0);
    }

    /** What is wrong with the line's next byte; empty when nothing is. */
    String take(int b) {
        return switch (part) {
            case SIZE -> takeSize(b);
            case SPACE -> takeSpace(b);
            case EXTENSION ->
                    HeaderToken.isText(b)
                            ? ""
                            : "a control character or bare LF in a chunk extension";
        };
    }

    private String takeSize(int b) {
        int digit = b < 0x80 ? Character.digit(b, 16) : -1;
        if (digit >= 0) {
            size = size * 16 + digit;
            return ++digits > DIGITS_MAX
                    ? "a chunk size of more than " + DIGITS_MAX + " digits"
                    : "";
        }
        if (digits == 0) {
            return "a chunk without a size";
        }
        if (b == ';') {
            part = Part.EXTENSION;
            return "";
        }
        part = Part.SPACE;
        return b == ' ' || b == '\t' ? "" : "a chunk size that is no hexadecimal number";
    }

    private String takeSpace(int b) {
        if (b == ';') {
            part = Part.EXTENSION;
            return "";
        }
        return b == ' ' || b == '\t' ? "" : "space after a chunk size";
    }
}
