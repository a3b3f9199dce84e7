package unrigged.load.http;

import java.nio.ByteBuffer;

/**
 * Reads one answer at a time, in pieces of any size (RFC 9112, strictly: what a lenient reader
 * would repair is reported as broken). Interim answers (1xx) are skipped. There is no pipelining,
 * so bytes after the end of an answer break it.
 *
 * <p>Owner: the transport's thread. Holds 64 bytes of the current word and counters, never the
 * answer. Allocates nothing after construction.
 *
 * <pre>
 * STATUS_LINE → LINE_LF → FIELD_START ⇄ FIELD_NAME → FIELD_VALUE → FIELD_LF
 *                           └→ HEAD_LF → (1xx: STATUS_LINE) FIXED | UNTIL_CLOSE | DONE
 *                                      → CHUNK_LINE → CHUNK_LINE_LF
 *                                          → CHUNK_DATA → CHUNK_CR → CHUNK_LF → CHUNK_LINE
 *                                          → FIELD_START (trailers) → DONE
 * </pre>
 */
final class ResponseParser {
    /** What a piece led to. */
    enum Progress {
        MORE,
        COMPLETE,
        BROKEN
    }

    static final int LINE_BYTES_MAX = 16 * 1024;
    static final int HEAD_BYTES_MAX = 64 * 1024;

    private enum Part {
        STATUS_LINE,
        LINE_LF,
        FIELD_START,
        FIELD_NAME,
        FIELD_VALUE,
        FIELD_LF,
        HEAD_LF,
        CHUNK_LINE,
        CHUNK_LINE_LF,
        CHUNK_DATA,
        CHUNK_CR,
        CHUNK_LF,
        FIXED,
        UNTIL_CLOSE,
        DONE,
        BROKEN
    }

    private final Expectation expectation;
    private final BodyCheck check;
    private final boolean neverWithBody;
    private final HeaderToken word = new HeaderToken();
    private final StatusLine statusLine = new StatusLine();
    private final Framing framing = new Framing();
    private final ChunkLine chunkLine = new ChunkLine();
    private final ResponseDiagnostics noted = new ResponseDiagnostics();

    private Part part = Part.STATUS_LINE;
    private String problem = "";
    private int lineBytes;
    private int headBytes;
    private boolean inTrailers;

    /** Bytes of the body's or the chunk's rest. */
    private long remaining;

    private long bodyBytes;
    private boolean afterInterim;

    /**
     * @param neverWithBody whether the request was one whose answers have no body (HEAD)
     */
    ResponseParser(Expectation expectation, boolean neverWithBody) {
        this.expectation = expectation;
        check = expectation.newCheck();
        this.neverWithBody = neverWithBody;
        expectAnswer();
    }

    /** Forgets everything; the next byte is the first of an answer. */
    void expectAnswer() {
        headBytes = 0;
        bodyBytes = 0;
        afterInterim = false;
        check.begin();
        noted.clear();
        problem = "";
        expectStatusLine();
    }

    private void expectStatusLine() {
        part = Part.STATUS_LINE;
        lineBytes = 0;
        statusLine.clear();
        framing.clear();
        inTrailers = false;
    }

    /** Takes all of {@code in} unless it is broken. */
    Progress accept(ByteBuffer in) {
        int from = in.position();
        while (in.hasRemaining()) {
            switch (part) {
                case FIXED, CHUNK_DATA, UNTIL_CLOSE -> takeBody(in);
                case DONE -> fail("bytes after the end of the answer");
                case BROKEN -> {
                    return Progress.BROKEN;
                }
                default -> {
                    boolean fresh = part == Part.STATUS_LINE;
                    takeByte(in.get() & 0xff);
                    if (fresh && part == Part.BROKEN) {
                        noted.takeBroken(in, from);
                    }
                    countByte();
                }
            }
        }
        return progress();
    }

    /** The server will send nothing more. MORE means that it closed too early. */
    Progress end() {
        if (part == Part.UNTIL_CLOSE) {
            part = Part.DONE;
        }
        return progress();
    }

    private Progress progress() {
        return switch (part) {
            case DONE -> Progress.COMPLETE;
            case BROKEN -> Progress.BROKEN;
            default -> Progress.MORE;
        };
    }

    int status() {
        return statusLine.status();
    }

    /** Whether the complete answer's status was the expected one. */
    boolean statusFits() {
        return expectation.fitsStatus(statusLine.status());
    }

    /** Whether the complete answer's body was the expected one. */
    boolean bodyFits() {
        return check.isRight();
    }

    /** What is wrong with the complete answer whose status or body does not fit. */
    String complaint() {
        return statusFits()
                ? check.complaint() + noted.besideBody()
                : expectation.statusComplaint(statusLine.status())
                        + noted.besideStatus(statusLine.status());
    }

    /** What came of an answer that is not complete. */
    String soFar() {
        boolean inHead = part.compareTo(Part.HEAD_LF) <= 0 && !inTrailers;
        return inHead
                ? PartialResponse.head(headBytes)
                : PartialResponse.body(
                        status(), bodyBytes, framing.contentLength(), framing.isChunked());
    }

    /** How a broken answer begins that is no HTTP; empty for another. */
    String brokenText() {
        return noted.brokenText();
    }

    long bodyBytes() {
        return bodyBytes;
    }

    /** Whether head and body were all, and the head alone told where the body ends. */
    boolean isPlain() {
        return !afterInterim
                && !framing.isCoded()
                && (neverWithBody || bodiless() || framing.contentLength() >= 0);
    }

    /** Why the answer is broken; a constant. */
    String problem() {
        return problem;
    }

    /** Whether another request may follow on the connection (RFC 9112 section 9.3). */
    boolean reusable() {
        boolean delimited =
                neverWithBody || bodiless() || framing.isChunked() || framing.contentLength() >= 0;
        return delimited && framing.isPersistent(statusLine.minorVersion());
    }

    private void fail(String why) {
        part = Part.BROKEN;
        problem = why;
    }

    private void countByte() {
        lineBytes++;
        headBytes++;
        if (part == Part.BROKEN || part == Part.DONE) {
            return;
        }
        if (lineBytes > LINE_BYTES_MAX) {
            fail("a line of more than " + LINE_BYTES_MAX + " bytes");
        } else if (headBytes > HEAD_BYTES_MAX) {
            fail("a head of more than " + HEAD_BYTES_MAX + " bytes");
        }
    }

    private void takeBody(ByteBuffer in) {
        int from = in.position();
        int to = in.limit();
        if (part != Part.UNTIL_CLOSE && to - from > remaining) {
            to = from + (int) remaining;
        }
        int limit = in.limit();
        check.take(in.limit(to));
        in.limit(limit).position(to);
        noted.takeBody(in, from, to, statusFits());
        bodyBytes += to - from;
        if (part != Part.UNTIL_CLOSE) {
            remaining -= to - from;
            if (remaining == 0) {
                part = part == Part.FIXED ? Part.DONE : Part.CHUNK_CR;
            }
        }
    }

    private void takeByte(int b) {
        switch (part) {
            case STATUS_LINE -> takeStatusLine(b);
            case LINE_LF, FIELD_LF -> expectLf(b, Part.FIELD_START);
            case FIELD_START -> startField(b);
            case FIELD_NAME -> takeName(b);
            case FIELD_VALUE -> takeValue(b);
            case HEAD_LF -> endHead(b);
            case CHUNK_LINE -> takeChunkLine(b);
            case CHUNK_LINE_LF -> endChunkLine(b);
            case CHUNK_CR -> {
                if (b == '\r') {
                    part = Part.CHUNK_LF;
                } else {
                    fail("a chunk longer than its size says");
                }
            }
            case CHUNK_LF -> {
                expectLf(b, Part.CHUNK_LINE);
                expectChunkLine();
            }
            default -> throw new IllegalStateException("a single byte in " + part);
        }
    }

    private void expectLf(int b, Part next) {
        if (b == '\n') {
            part = next;
            lineBytes = -1;
        } else {
            fail("CR without LF");
        }
    }

    private void takeStatusLine(int b) {
        if (lineBytes < StatusLine.FIXED_BYTES) {
            failUnlessEmpty(statusLine.take(lineBytes, b));
        } else if (b == '\r') {
            part = Part.LINE_LF;
        } else if (!HeaderToken.isText(b)) {
            fail("a control character or bare LF in the status line");
        }
    }

    private void failUnlessEmpty(String why) {
        if (!why.isEmpty()) {
            fail(why);
        }
    }

    private void startField(int b) {
        if (b == '\r') {
            part = Part.HEAD_LF;
        } else if (b == ' ' || b == '\t') {
            fail("a folded header line");
        } else {
            part = Part.FIELD_NAME;
            word.clear();
            if (b == ':') {
                fail("a header without a name");
            } else {
                takeName(b);
            }
        }
    }

    private void takeName(int b) {
        if (b == ':') {
            if (inTrailers) {
                framing.beginTrailer();
            } else {
                framing.beginField(word);
                noted.beginField(word, statusFits());
            }
            part = Part.FIELD_VALUE;
            word.clear();
        } else if (HeaderToken.isTokenChar(b)) {
            word.add(b);
        } else {
            fail("a character that no header name may have");
        }
    }

    private void takeValue(int b) {
        if (b == '\r') {
            part = Part.FIELD_LF;
            endElement();
            return;
        }
        noted.takeValue(b);
        if (!HeaderToken.isText(b)) {
            fail("a control character or bare LF in a header");
        } else if (b == ',' && framing.isListening()) {
            endElement();
        } else if (framing.isListening() && !(word.isEmpty() && (b == ' ' || b == '\t'))) {
            word.add(b);
        }
    }

    private void endElement() {
        word.trimEnd();
        failUnlessEmpty(framing.take(word));
        word.clear();
    }

    private void endHead(int b) {
        expectLf(b, Part.DONE);
        if (part == Part.BROKEN || inTrailers) {
            return;
        }
        if (statusLine.status() < 200) {
            if (statusLine.status() == 101) {
                fail("a switch of protocols that was not requested");
            } else {
                afterInterim = true;
                expectStatusLine();
                lineBytes = -1;
            }
            return;
        }
        if (framing.isCoded() && framing.contentLength() >= 0) {
            fail("Content-Length together with Transfer-Encoding");
        } else if (framing.isCoded() && statusLine.minorVersion() == 0) {
            fail("Transfer-Encoding in an HTTP/1.0 answer");
        } else if (!neverWithBody && !bodiless()) {
            startBody();
        }
    }

    private boolean bodiless() {
        return statusLine.status() == 204 || statusLine.status() == 304;
    }

    private void startBody() {
        if (framing.isChunked()) {
            part = Part.CHUNK_LINE;
            expectChunkLine();
        } else if (framing.contentLength() < 0) {
            part = Part.UNTIL_CLOSE;
        } else if (framing.contentLength() > 0) {
            part = Part.FIXED;
            remaining = framing.contentLength();
        }
    }

    private void expectChunkLine() {
        chunkLine.clear();
        // Lines between chunks are bounded one by one: a long body has any number of them.
        headBytes = 0;
    }

    private void takeChunkLine(int b) {
        if (b == '\r' && chunkLine.mayEnd()) {
            part = Part.CHUNK_LINE_LF;
        } else {
            failUnlessEmpty(chunkLine.take(b));
        }
    }

    private void endChunkLine(int b) {
        remaining = chunkLine.size();
        inTrailers = remaining == 0;
        expectLf(b, inTrailers ? Part.FIELD_START : Part.CHUNK_DATA);
    }
}
