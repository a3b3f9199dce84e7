package unrigged.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unrigged.program.InvalidInputException;

/** Text to bytes and back, where what has no place in UTF-8 is refused and not replaced. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Utf8() {}

    /**
     * @param named what the text is, for the complaint
     */
    static ByteBuffer bytes(String named, String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    named + " has half of a surrogate pair, " + half(text),
                    "characters, which UTF-8 can hold",
                    "write the character itself, or both halves, for example \\ud83d\\ude00");
        }
    }

    private static String half(String text) {
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            boolean pair =
                    i + 1 < text.length() && Character.isSurrogatePair(at, text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(at)) {
                return "\\u%04x".formatted((int) at);
            }
        }
        throw new IllegalArgumentException("every character has UTF-8: " + text);
    }

    /**
     * The lines of a file, without a byte order mark before the first.
     *
     * @throws InvalidInputException when a line is not UTF-8
     */
    static List<String> lines(String named, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
            throw notUtf8(named + " " + file + " is UTF-16", "UTF-16", file);
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            lines.add(line(ByteBuffer.wrap(bytes, start, end - start).slice(), file, lines.size()));
            start = end + 1;
        }
        return lines;
    }

    private static String line(ByteBuffer bytes, Path file, int before) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult end = decoder.decode(bytes, text, true);
        if (end.isError()) {
            throw notUtf8(
                    "%s:%d: byte %d, 0x%02x, is not UTF-8"
                            .formatted(
                                    file,
                                    before + 1,
                                    bytes.position() + 1,
                                    bytes.get(bytes.position()) & 0xff),
                    "ISO-8859-1",
                    file);
        }
        String line = text.flip().toString();
        return before == 0 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK
                ? line.substring(1)
                : line;
    }

    private static InvalidInputException notUtf8(String what, String from, Path file) {
        return new InvalidInputException(
                what,
                "a text file, UTF-8, with one JSON object on each line",
                "convert it, for example: iconv -f %s -t UTF-8 '%s' > list.jsonl"
                        .formatted(from, file));
    }
}
