package unrigged.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head that the server's right answers have shown: an answer that arrives whole, begins with
 * the same bytes and is as long needs no parser. Only the value of a Date header may differ.
 *
 * <p>Owner: the loop's thread. Holds one head; learning allocates, comparing does not.
 */
final class HeadTemplate {
    private static final int BYTES_MAX = 4096;
    private static final int LESSONS_MAX = 32;
    private static final String DATE = "\r\ndate:";

    private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

    private ByteBuffer head = NONE;
    private int dateFrom;
    private int dateTo;
    private int bodyBytes;
    private boolean reusable;
    private int lessons;

    /**
     * Whether {@code in}, from its position to its limit, is a whole answer with this head; its
     * body begins after {@link #headBytes}. Leaves {@code in} as it is.
     */
    boolean fits(ByteBuffer in) {
        int headBytes = head.capacity();
        if (headBytes == 0 || in.remaining() != headBytes + bodyBytes) {
            return false;
        }
        int from = in.position();
        int limit = in.limit();
        boolean same =
                isSame(in, from, 0, dateFrom)
                        && isText(in, from + dateFrom, from + dateTo)
                        && isSame(in, from, dateTo, headBytes);
        in.limit(limit).position(from);
        return same;
    }

    private boolean isSame(ByteBuffer in, int from, int begin, int end) {
        return in.limit(from + end).position(from + begin).mismatch(head.limit(end).position(begin))
                == -1;
    }

    private static boolean isText(ByteBuffer in, int from, int to) {
        in.limit(to);
        for (int i = from; i < to; i++) {
            if (!HeaderToken.isText(in.get(i) & 0xff)) {
                return false;
            }
        }
        return true;
    }

    int headBytes() {
        return head.capacity();
    }

    int bodyBytes() {
        return bodyBytes;
    }

    /** Whether another request may follow on the connection. */
    boolean reusable() {
        return reusable;
    }

    /**
     * Whether learning may still help: a server whose heads always differ is not tried for ever.
     */
    boolean isCurious() {
        return lessons < LESSONS_MAX;
    }

    /**
     * Takes over the head of a right answer that arrived whole between {@code from} and {@code to}.
     */
    void learn(ByteBuffer in, int from, int to, int newBodyBytes, boolean newReusable) {
        int headBytes = to - from - newBodyBytes;
        if (headBytes > BYTES_MAX) {
            return;
        }
        lessons++;
        byte[] bytes = new byte[headBytes];
        in.get(from, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int date = text.indexOf(DATE);
        dateFrom = date < 0 ? headBytes : date + DATE.length();
        dateTo = date < 0 ? headBytes : text.indexOf('\r', dateFrom);
        bodyBytes = newBodyBytes;
        reusable = newReusable;
        head = ByteBuffer.allocateDirect(headBytes).put(bytes);
    }
}
