package unrigged.load.http;

/** What a server sent, made fit for a line of a report or a terminal. */
final class Excerpt {
    private static final int LENGTH_MAX = 120;

    private Excerpt() {}

    /** The beginning of {@code text}, a dot in place of each control character. */
    static String of(String text) {
        StringBuilder excerpt = new StringBuilder();
        int end = Math.min(text.length(), LENGTH_MAX);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            excerpt.append(Character.isISOControl(c) ? '.' : c);
        }
        return end < text.length()
                ? excerpt + "… (" + text.length() + " characters)"
                : excerpt.toString();
    }
}
