package unrigged.load.http;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an answer that is whole in memory, line by line: slow, plain, and written without a look at
 * the parser's states. Knows no limit of length.
 */
final class AnswerOracle {
    private static final String TEXT = "[\\t\\x20-\\x7e\\x80-\\xff]*";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d) " + TEXT);
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(" + TEXT + ")");
    private static final Pattern CHUNK =
            Pattern.compile("([0-9A-Fa-f]{1,15})(?:[ \\t]*;" + TEXT + ")?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,64}");

    /**
     * @param untilClose whether only the end of the connection ends it
     */
    record Answer(int status, String body, boolean reusable, boolean untilClose) {}

    /** The bytes are no answer, or not a whole one, or more than one. */
    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswer() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    private AnswerOracle(byte[] bytes) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The answer that is exactly these bytes. */
    static Optional<Answer> read(byte[] bytes, boolean toHead) {
        AnswerOracle oracle = new AnswerOracle(bytes);
        try {
            Answer answer = oracle.answer(toHead);
            return oracle.at == oracle.text.length() ? Optional.of(answer) : Optional.empty();
        } catch (NoAnswer _) {
            return Optional.empty();
        }
    }

    private Answer answer(boolean toHead) throws NoAnswer {
        Matcher status;
        int code;
        List<Matcher> fields;
        do {
            status = line(STATUS);
            code = Integer.parseInt(status.group(2));
            fields = fields();
            require(code != 101);
            Optional<BigInteger> _ = length(fields);
            List<String> _ = chunkedIsLast(fields);
        } while (code < 200);
        boolean http10 = status.group(1).equals("0");
        Optional<BigInteger> length = length(fields);
        List<String> codings = chunkedIsLast(fields);
        require(codings.isEmpty() || (length.isEmpty() && !http10));
        boolean chunked = codings.contains("chunked");
        boolean bodiless = toHead || code == 204 || code == 304;
        String body = "";
        boolean untilClose = false;
        if (!bodiless) {
            if (chunked) {
                body = chunks();
            } else if (length.isPresent()) {
                body = take(length.get().longValueExact());
            } else {
                body = take(text.length() - (long) at);
                untilClose = true;
            }
        }
        List<String> connection = elements(fields, "connection");
        boolean lasts = !connection.contains("close");
        boolean reusable = lasts && !untilClose && (!http10 || connection.contains("keep-alive"));
        return new Answer(code, body, reusable, untilClose);
    }

    private static Optional<BigInteger> length(List<Matcher> fields) throws NoAnswer {
        BigInteger found = null;
        for (String element : elements(fields, "content-length")) {
            require(LENGTH.matcher(element).matches());
            BigInteger length = new BigInteger(element);
            require(length.bitLength() <= 63 && (found == null || found.equals(length)));
            found = length;
        }
        return Optional.ofNullable(found);
    }

    private static List<String> chunkedIsLast(List<Matcher> fields) throws NoAnswer {
        List<String> codings = elements(fields, "transfer-encoding");
        codings.removeIf(String::isEmpty);
        int chunked = codings.indexOf("chunked");
        require(chunked < 0 || chunked == codings.size() - 1);
        return codings;
    }

    private List<Matcher> fields() throws NoAnswer {
        List<Matcher> fields = new ArrayList<>();
        while (!text.startsWith("\r\n", at)) {
            fields.add(line(FIELD));
        }
        at += 2;
        return fields;
    }

    /** What all fields of that name list, in lower case and without the space around it. */
    private static List<String> elements(List<Matcher> fields, String name) {
        List<String> elements = new ArrayList<>();
        for (Matcher field : fields) {
            if (field.group(1).equalsIgnoreCase(name)) {
                for (String element : field.group(2).split(",", -1)) {
                    elements.add(element.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return elements;
    }

    private String chunks() throws NoAnswer {
        StringBuilder body = new StringBuilder();
        long size = Long.parseLong(line(CHUNK).group(1), 16);
        while (size > 0) {
            body.append(take(size));
            require(text.startsWith("\r\n", at));
            at += 2;
            size = Long.parseLong(line(CHUNK).group(1), 16);
        }
        List<Matcher> _ = fields();
        return body.toString();
    }

    private Matcher line(Pattern form) throws NoAnswer {
        int end = text.indexOf("\r\n", at);
        require(end >= 0);
        Matcher matcher = form.matcher(text.substring(at, end));
        require(matcher.matches());
        at = end + 2;
        return matcher;
    }

    private String take(long length) throws NoAnswer {
        require(length <= text.length() - at);
        at += (int) length;
        return text.substring(at - (int) length, at);
    }

    private static void require(boolean holds) throws NoAnswer {
        if (!holds) {
            throw new NoAnswer();
        }
    }
}
