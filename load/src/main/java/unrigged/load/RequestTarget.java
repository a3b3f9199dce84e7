package unrigged.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import unrigged.program.InvalidInputException;

/**
 * The one rule for what is asked for, wherever it is written (URL, request list): path and query,
 * sent as they are typed. Every visible ASCII character may be in it; of those RFC 3986 knows some
 * only percent-encoded ({@code | { } "}), but servers are asked with them, so that is for the
 * server to decide. A space, a control character and what is not ASCII would end the request line
 * or mean different bytes to different people: they are refused, with what to write instead.
 */
final class RequestTarget {
    private RequestTarget() {}

    /**
     * @param named how the complaint calls the text
     * @throws InvalidInputException when it cannot be sent as it is
     */
    static void check(String text, String named) {
        if (!text.startsWith("/")) {
            throw new InvalidInputException(
                    named + " '" + shown(text) + "'",
                    "a path that begins with /",
                    "for example /items?x=1");
        }
        if (text.indexOf('#') >= 0) {
            throw new InvalidInputException(
                    named + " '" + shown(text) + "' has a #, and what follows one is never sent",
                    "visible ASCII characters without #",
                    "leave it out, or write %23: '" + encoded(text) + "'");
        }
        int wrong = firstThatCannotBeSent(text);
        if (wrong >= 0) {
            throw new InvalidInputException(
                    "%s '%s' has %s at position %d"
                            .formatted(
                                    named, shown(text), name(text.codePointAt(wrong)), wrong + 1),
                    "visible ASCII characters; others percent-encoded",
                    "write '" + encoded(text) + "'");
        }
    }

    private static int firstThatCannotBeSent(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isVisibleAscii(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isVisibleAscii(int c) {
        return c > ' ' && c < 0x7f;
    }

    private static String name(int codePoint) {
        if (codePoint == ' ') {
            return "a space";
        }
        String number = String.format(Locale.ROOT, "U+%04X", codePoint);
        return Character.isISOControl(codePoint)
                ? "the control character " + number
                : "'" + Character.toString(codePoint) + "' (" + number + "), which is not ASCII,";
    }

    /** The same, with what cannot be sent percent-encoded as UTF-8. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isVisibleAscii(b) && b != '#') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }

    /** Fit for a line of a terminal. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c));
        return shown.toString();
    }
}
