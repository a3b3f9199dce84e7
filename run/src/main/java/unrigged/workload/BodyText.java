package unrigged.workload;

import java.nio.charset.StandardCharsets;

/** A body as a message shows it. */
public final class BodyText {
    private static final int SHOWN_MAX = 200;

    private BodyText() {}

    /** As UTF-8, whatever its header says. */
    public static String of(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What to say about a body that is no JSON. */
    static String notJson(String body) {
        // 0x1f 0x8b begins a gzip file; the second byte is no UTF-8.
        return body.startsWith("\u001f\ufffd")
                ? "the body is in gzip format, which was not requested, instead of JSON"
                : "the body is not JSON: " + shortened(body);
    }

    /** In quotes. */
    public static String shortened(String text) {
        return text.length() <= SHOWN_MAX
                ? "'" + text + "'"
                : "'" + text.substring(0, SHOWN_MAX) + "…'";
    }
}
