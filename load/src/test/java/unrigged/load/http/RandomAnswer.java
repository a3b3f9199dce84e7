package unrigged.load.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A valid answer of any form that HTTP/1.x knows, and what a reader has to find in it. */
final class RandomAnswer {
    private static final String NAME_CHARS = "abcdefgXYZ019!#$%&'*+-.^_`|~";
    private static final String VALUE_CHARS = "abc XYZ019\t:;,\"=/\u00e4\u00ff\u0080()<>@[]{}?\\";

    /** Without the two characters that stand for others in a mask. */
    private static final String BODY_CHARS = "abcdefXYZ0129{}\": ,\r\n";

    private static final List<String> SOME_CODINGS =
            List.of(
                    "chunked",
                    "CHUNKED",
                    "gzip, chunked",
                    ", Chunked ,",
                    "gzip,deflate\t ,chunked");

    private enum Framing {
        LENGTH,
        CHUNKED,
        CODED_UNTIL_CLOSE,
        UNTIL_CLOSE
    }

    final byte[] bytes;
    final boolean toHead;
    final int status;
    final String body;
    final boolean reusable;

    /** Whether only the end of the connection ends the body. */
    final boolean untilClose;

    private final RandomGenerator random;

    RandomAnswer(RandomGenerator random) {
        this.random = random;
        toHead = oneIn(8);
        StringBuilder text = new StringBuilder();
        while (oneIn(8)) {
            text.append("HTTP/1.").append(oneIn(4) ? 0 : 1).append(' ');
            text.append(pick(List.of(100, 102, 103, 199))).append(' ').append(value(6));
            text.append("\r\n").append(lines(someFields(2))).append("\r\n");
        }
        int minor = oneIn(5) ? 0 : 1;
        status = oneIn(3) ? random.nextInt(200, 600) : pick(List.of(200, 200, 204, 304, 404, 500));
        Framing framing = framing(minor);
        boolean bodiless = toHead || status == 204 || status == 304;
        body = bodiless ? "" : body(framing);
        boolean delimited = bodiless || framing.compareTo(Framing.CHUNKED) <= 0;
        untilClose = !delimited;
        boolean says10 = minor == 0;
        List<String> fields = someFields(4);
        addDate(fields);
        boolean keeps = addConnection(fields, says10);
        addFraming(fields, framing);
        reusable = delimited && keeps;
        text.append("HTTP/1.").append(minor).append(' ').append(status).append(' ');
        text.append(value(8)).append("\r\n").append(lines(fields)).append("\r\n");
        if (!bodiless) {
            text.append(framing == Framing.CHUNKED ? chunks() : body);
        }
        bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Framing framing(int minor) {
        int kind = random.nextInt(10);
        if (kind < 5) {
            return Framing.LENGTH;
        }
        if (kind == 9) {
            return Framing.UNTIL_CLOSE;
        }
        if (minor == 0) {
            return Framing.LENGTH;
        }
        return kind == 8 ? Framing.CODED_UNTIL_CLOSE : Framing.CHUNKED;
    }

    private String body(Framing framing) {
        int length = oneIn(50) ? random.nextInt(3000) : random.nextInt(40);
        // An empty body of which only a close tells the end would need no byte: it is rare enough.
        return text(BODY_CHARS, framing == Framing.CODED_UNTIL_CLOSE ? length + 1 : length);
    }

    private void addFraming(List<String> fields, Framing framing) {
        switch (framing) {
            case LENGTH -> addLength(fields);
            case CHUNKED -> addCoding(fields);
            case CODED_UNTIL_CLOSE ->
                    fields.add(name("Transfer-Encoding") + pick(List.of("gzip", "chunked;q=1")));
            case UNTIL_CLOSE -> {
                // Nothing tells.
            }
        }
        Collections.shuffle(fields, Random.from(random));
    }

    private void addLength(List<String> fields) {
        // An answer to HEAD or a 304 tells the length of the body that it does not have.
        int length = body.isEmpty() && (toHead || oneIn(2)) && isBodiless() ? 123 : body.length();
        String number = (oneIn(10) ? "00" : "") + length;
        String several = oneIn(10) ? number + " ,\t" + length : number;
        fields.add(name("Content-Length") + spaced(several));
        if (oneIn(10)) {
            fields.add(name("content-length") + spaced(number));
        }
    }

    private boolean isBodiless() {
        return toHead || status == 204 || status == 304;
    }

    private void addCoding(List<String> fields) {
        if (oneIn(6)) {
            // Two lines are one list; nothing may come between them that changes their order.
            fields.add(
                    name("Transfer-Encoding")
                            + spaced("gzip")
                            + "\r\n"
                            + name("Transfer-Encoding")
                            + spaced("chunked"));
        } else {
            fields.add(name("Transfer-Encoding") + spaced(pick(SOME_CODINGS)));
        }
    }

    /** Adds what may be said about the connection; tells whether it lasts. */
    private boolean addConnection(List<String> fields, boolean http10) {
        return switch (random.nextInt(8)) {
            case 0 -> {
                fields.add(
                        name("Connection") + spaced(pick(List.of("close", "x ,CLOSE", "Close"))));
                yield false;
            }
            case 1, 2 -> {
                fields.add(
                        name("Connection") + spaced(pick(List.of("keep-alive", "a,Keep-Alive"))));
                yield true;
            }
            case 3 -> {
                fields.add(name("Connection") + spaced("keep-alive"));
                fields.add(name("Connection") + spaced("close"));
                yield false;
            }
            case 4 -> {
                fields.add(name("Connection") + spaced(pick(List.of("closed", "keep-alives", ""))));
                yield !http10;
            }
            default -> !http10;
        };
    }

    private void addDate(List<String> fields) {
        if (oneIn(2)) {
            fields.add(
                    name("Date") + "Mon, 23 Nov 2026 08:%02d:00 GMT".formatted(random.nextInt(60)));
        }
    }

    private String chunks() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int size = Math.min(body.length() - at, random.nextInt(1, oneIn(2) ? 4 : 40));
            text.append(size(size)).append("\r\n").append(body, at, at + size).append("\r\n");
            at += size;
        }
        text.append(size(0)).append("\r\n");
        if (oneIn(4)) {
            text.append(lines(someFields(3)));
            // What a trailer says about framing means nothing.
            text.append(oneIn(2) ? "Content-Length: 99\r\nTransfer-Encoding: gzip\r\n" : "");
        }
        return text.append("\r\n").toString();
    }

    private String size(int size) {
        String digits = (oneIn(8) ? "000" : "") + Integer.toHexString(size);
        String cased = oneIn(2) ? digits.toUpperCase(Locale.ROOT) : digits;
        return oneIn(4) ? cased + pick(List.of(";", " ;", "\t; ")) + value(10) : cased;
    }

    private List<String> someFields(int max) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            fields.add("x" + text(NAME_CHARS, random.nextInt(10)) + ":" + value(20));
        }
        return fields;
    }

    private static String lines(List<String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(field).append("\r\n"));
        return text.toString();
    }

    /** A field name in any case, with its colon. */
    private String name(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toLowerCase(Locale.ROOT) + ":";
            case 1 -> name.toUpperCase(Locale.ROOT) + ":";
            default -> name + ": ";
        };
    }

    /** Optional white space around a value, now and then a lot of it. */
    private String spaced(String value) {
        return space() + value + space();
    }

    private String space() {
        return oneIn(3) ? text(" \t", oneIn(20) ? 80 : random.nextInt(4)) : "";
    }

    private String value(int max) {
        return text(VALUE_CHARS, random.nextInt(max));
    }

    private String text(String from, int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = from.charAt(random.nextInt(from.length()));
        }
        return new String(chars);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The answer with some of its bytes changed, missing, added or taken from another. */
    static byte[] mutated(byte[] answer, byte[] other, RandomGenerator random) {
        byte[] bytes = answer;
        for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 0; i--) {
            bytes = mutatedOnce(bytes, other, random);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] in, byte[] other, RandomGenerator random) {
        int at = random.nextInt(in.length);
        int end = Math.min(in.length, at + 1 + (random.nextInt(4) == 0 ? random.nextInt(30) : 0));
        return switch (random.nextInt(7)) {
            case 0 -> with(in, at, (byte) (in[at] ^ 1 << random.nextInt(8)));
            case 1 -> with(in, at, interesting(random));
            case 2 -> joined(in, at, new byte[] {interesting(random)}, at);
            case 3 -> joined(in, at, new byte[0], end);
            case 4 -> Arrays.copyOf(in, at);
            case 5 -> joined(in, end, Arrays.copyOfRange(in, at, end), end);
            default -> {
                int from = random.nextInt(other.length);
                int to = Math.min(other.length, from + random.nextInt(60));
                yield joined(in, at, Arrays.copyOfRange(other, from, to), end);
            }
        };
    }

    private static byte interesting(RandomGenerator random) {
        String bytes = "\r\n\0 \t:;,0179afx\u007f\u0080\u00ff";
        return (byte) bytes.charAt(random.nextInt(bytes.length()));
    }

    private static byte[] with(byte[] in, int at, byte b) {
        byte[] out = in.clone();
        out[at] = b;
        return out;
    }

    private static byte[] joined(byte[] in, int to, byte[] middle, int from) {
        byte[] out = Arrays.copyOf(in, to + middle.length + in.length - from);
        System.arraycopy(middle, 0, out, to, middle.length);
        System.arraycopy(in, from, out, to + middle.length, in.length - from);
        return out;
    }
}
