package unrigged.load.http;

/** The fixed front of a status line, {@code HTTP/1.1 200 } with its last space, byte by byte. */
final class StatusLine {
    /** Where the reason begins, which may be empty. */
    static final int FIXED_BYTES = "HTTP/1.1 200 ".length();

    private static final String VERSION = "HTTP/1.";
    private static final String NOT_HTTP = "not an HTTP/1.x status line";

    /** How a TLS record begins that carries an alert (RFC 8446, section 5.1). */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_MAJOR_VERSION = 3;

    private int minorVersion;
    private int status;
    private boolean likeTls;

    void clear() {
        likeTls = false;
        minorVersion = 0;
        status = 0;
    }

    int minorVersion() {
        return minorVersion;
    }

    int status() {
        return status;
    }

    /** What is wrong with byte {@code b} at index {@code at} of the line; empty when nothing is. */
    String take(int at, int b) {
        if (at == 0 && b == TLS_ALERT) {
            likeTls = true;
            return "";
        }
        if (likeTls) {
            return b == TLS_MAJOR_VERSION
                    ? "a TLS alert in place of an HTTP answer: the port speaks TLS; measure a plain HTTP port"
                    : NOT_HTTP;
        }
        if (at < VERSION.length()) {
            return b == VERSION.charAt(at) ? "" : NOT_HTTP;
        }
        if (at == VERSION.length()) {
            minorVersion = b - '0';
            return minorVersion == 0 || minorVersion == 1
                    ? ""
                    : "an HTTP version other than 1.0 and 1.1";
        }
        return takeStatus(at - VERSION.length() - 1, b);
    }

    /** A space, three digits, a space; the second space is there even without a reason. */
    private String takeStatus(int at, int b) {
        if (at == 0 || at == 4) {
            return b == ' ' ? "" : "no space around the status";
        }
        if (b < '0' || b > '9' || (at == 1 && (b == '0' || b > '5'))) {
            return "a status that is not 100 to 599";
        }
        status = status * 10 + b - '0';
        return "";
    }
}
