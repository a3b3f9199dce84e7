package unrigged.load.http;

/**
 * A short word that arrives byte by byte, in lower case; what is longer than its room equals
 * nothing.
 */
final class HeaderToken {
    private final byte[] bytes = new byte[64];
    private int length;

    /** What the length would be without the white space at the end. */
    private int trimmedLength;

    void clear() {
        length = 0;
        trimmedLength = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void add(int b) {
        if (length < bytes.length) {
            bytes[length] = (byte) (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b);
        }
        length++;
        if (b != ' ' && b != '\t') {
            trimmedLength = length;
        }
    }

    void trimEnd() {
        length = trimmedLength;
    }

    boolean is(String lowerCase) {
        if (length != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Digits only; -1 when it is anything else or does not fit a long. */
    long asNumber() {
        if (length == 0 || length > bytes.length) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** What a header value, a reason or a chunk extension may hold. */
    static boolean isText(int b) {
        return b >= ' ' ? b != 0x7f : b == '\t';
    }

    /** RFC 9110 section 5.6.2. */
    static boolean isTokenChar(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
}
