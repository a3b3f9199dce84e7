package unrigged.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer had besides its status and framing that explains why it is not right: where a
 * redirect points, how the body is coded, how it begins.
 *
 * <p>Owner: the transport's thread. Holds two bytes, and up to 800 from the first answer on that
 * has something to note; a right answer without a coding allocates nothing.
 */
final class ResponseDiagnostics {
    private static final int VALUE_BYTES_MAX = 200;
    private static final int BODY_BYTES_MAX = 512;
    private static final int GZIP = 0x1f8b;

    /** What servers say to plain HTTP on a port that speaks TLS: nginx, Apache, Go, Tomcat. */
    private static final List<String> TLS_PORT =
            List.of(
                    "plain http request was sent to https port",
                    "plain http to an ssl-enabled server port",
                    "http request to an https server",
                    "combination of host and port requires tls");

    private enum Field {
        LOCATION,
        CONTENT_ENCODING,
        TRANSFER_ENCODING,
        NONE
    }

    private Field field = Field.NONE;
    private final Value location = new Value();
    private final Value contentEncoding = new Value();
    private final Value transferEncoding = new Value();
    private byte @Nullable [] body;
    private int bodyLength;
    private int firstTwo;
    private int firstCount;

    /** Whether {@code body} is how something begins that is no HTTP. */
    private boolean broken;

    /** A header's value, joined with those of the same name. */
    private static final class Value {
        private byte @Nullable [] bytes;
        private int length;

        void begin() {
            if (length > 0) {
                add(',');
                add(' ');
            }
        }

        void add(int b) {
            byte[] room = bytes;
            if (room == null) {
                room = new byte[VALUE_BYTES_MAX];
                bytes = room;
            }
            boolean leading = (length == 0 || room[length - 1] == ' ') && (b == ' ' || b == '\t');
            if (!leading && length < VALUE_BYTES_MAX) {
                room[length++] = (byte) b;
            }
        }

        String text() {
            byte[] room = bytes;
            return room == null
                    ? ""
                    : Excerpt.of(new String(room, 0, length, StandardCharsets.ISO_8859_1).strip());
        }
    }

    void clear() {
        location.length = 0;
        contentEncoding.length = 0;
        transferEncoding.length = 0;
        bodyLength = 0;
        firstTwo = 0;
        firstCount = 0;
        broken = false;
        field = Field.NONE;
    }

    /**
     * The field whose value comes next.
     *
     * @param wanted whether the answer's status is the expected one
     */
    void beginField(HeaderToken name, boolean wanted) {
        if (name.is("content-encoding")) {
            field = Field.CONTENT_ENCODING;
            contentEncoding.begin();
        } else if (name.is("transfer-encoding")) {
            field = Field.TRANSFER_ENCODING;
            transferEncoding.begin();
        } else if (!wanted && name.is("location")) {
            field = Field.LOCATION;
        } else {
            field = Field.NONE;
        }
    }

    void takeValue(int b) {
        switch (field) {
            case LOCATION -> location.add(b);
            case CONTENT_ENCODING -> contentEncoding.add(b);
            case TRANSFER_ENCODING -> transferEncoding.add(b);
            case NONE -> {
                // The value of another field explains nothing.
            }
        }
    }

    /** A piece of the body between two positions, which are left as they are. */
    void takeBody(ByteBuffer in, int from, int to, boolean wanted) {
        for (int i = from; firstCount < 2 && i < to; i++) {
            firstTwo = firstTwo << 8 | (in.get(i) & 0xff);
            firstCount++;
        }
        if (!wanted && bodyLength < BODY_BYTES_MAX) {
            keep(in, from, to);
        }
    }

    private void keep(ByteBuffer in, int from, int to) {
        byte[] room = body;
        if (room == null) {
            room = new byte[BODY_BYTES_MAX];
            body = room;
        }
        int count = Math.min(to - from, BODY_BYTES_MAX - bodyLength);
        in.get(from, room, bodyLength, count);
        bodyLength += count;
    }

    /** Keeps how a piece begins that is no HTTP at all. */
    void takeBroken(ByteBuffer in, int from) {
        broken = true;
        bodyLength = 0;
        keep(in, from, in.limit());
    }

    /** To be added to what is wrong with the status. */
    String besideStatus(int status) {
        String text = bodyText();
        String lowerCase = text.toLowerCase(Locale.ROOT);
        if (status == 400 && TLS_PORT.stream().anyMatch(lowerCase::contains)) {
            return ": the port speaks TLS, as its server says; measure a plain HTTP port";
        }
        String where = location.text();
        if (!where.isEmpty()) {
            return ", Location: " + where + " (redirects are not followed)";
        }
        String coding = codings();
        return text.isEmpty() || !coding.isEmpty()
                ? coding
                : "; the body begins with " + quoted(text);
    }

    /** To be added to what is wrong with the body. */
    String besideBody() {
        return codings();
    }

    /** How what is no HTTP begins; empty when nothing is known of it. */
    String brokenText() {
        return !broken ? "" : ": it begins with " + quoted(bodyText());
    }

    private String bodyText() {
        byte[] room = body;
        return room == null ? "" : new String(room, 0, bodyLength, StandardCharsets.UTF_8).strip();
    }

    private static String quoted(String text) {
        String line = text.replaceAll("\\s+", " ");
        return "'" + Excerpt.of(line.length() > 80 ? line.substring(0, 80) + "…" : line) + "'";
    }

    private String codings() {
        String transfer = transferEncoding.text();
        String all =
                coding("Content-Encoding", contentEncoding.text())
                        + (transfer.equalsIgnoreCase("chunked")
                                ? ""
                                : coding("Transfer-Encoding", transfer));
        if (!all.isEmpty()) {
            return all + "; bodies are checked as they come, not decoded";
        }
        return firstCount == 2 && firstTwo == GZIP
                ? "; the body is in gzip format, although no Content-Encoding says so"
                : "";
    }

    private static String coding(String name, String value) {
        if (value.isEmpty()) {
            return "";
        }
        Set<String> seen = new HashSet<>();
        String twice =
                Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !seen.add(coding))
                        .findFirst()
                        .map(coding -> " (" + coding + " is named twice)")
                        .orElse("");
        return "; the answer has " + name + ": " + value + twice;
    }
}
