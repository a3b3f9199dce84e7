package unrigged.load.http;

/** What the header fields of one head say about where its body ends, element by element. */
final class Framing {
    /** Fields that decide; all others are only checked for their form. */
    private enum Field {
        LENGTH,
        CODING,
        CONNECTION,
        OTHER
    }

    private Field field = Field.OTHER;
    private long contentLength = -1;
    private boolean coded;
    private boolean chunked;
    private boolean saysClose;
    private boolean saysKeepAlive;

    void clear() {
        contentLength = -1;
        coded = false;
        chunked = false;
        saysClose = false;
        saysKeepAlive = false;
    }

    /** The field whose value comes next. */
    void beginField(HeaderToken name) {
        if (name.is("content-length")) {
            field = Field.LENGTH;
        } else if (name.is("transfer-encoding")) {
            field = Field.CODING;
        } else {
            field = name.is("connection") ? Field.CONNECTION : Field.OTHER;
        }
    }

    /** A field whose value does not matter. */
    void beginTrailer() {
        field = Field.OTHER;
    }

    /** Whether the value's elements are to be given to {@link #take}. */
    boolean isListening() {
        return field != Field.OTHER;
    }

    /** What is wrong with the next element of the value; empty when nothing is. */
    String take(HeaderToken element) {
        return switch (field) {
            case LENGTH -> takeLength(element.asNumber());
            case CODING -> takeCoding(element);
            case CONNECTION -> {
                saysClose |= element.is("close");
                saysKeepAlive |= element.is("keep-alive");
                yield "";
            }
            case OTHER -> "";
        };
    }

    private String takeLength(long length) {
        if (length < 0) {
            return "a Content-Length that is no number below 2^63";
        }
        if (contentLength >= 0 && contentLength != length) {
            return "conflicting Content-Length headers";
        }
        contentLength = length;
        return "";
    }

    private String takeCoding(HeaderToken coding) {
        if (coding.isEmpty()) {
            return "";
        }
        boolean afterChunked = chunked;
        coded = true;
        chunked = coding.is("chunked");
        if (!afterChunked) {
            return "";
        }
        return chunked
                ? "the transfer coding chunked is named twice"
                : "chunked is not the last transfer coding";
    }

    /** Negative when no field says it. */
    long contentLength() {
        return contentLength;
    }

    /** Whether there is any transfer coding. */
    boolean isCoded() {
        return coded;
    }

    boolean isChunked() {
        return chunked;
    }

    /** Whether the connection stays, as far as the head says so. */
    boolean isPersistent(int minorVersion) {
        return !saysClose && (minorVersion == 1 || saysKeepAlive);
    }
}
