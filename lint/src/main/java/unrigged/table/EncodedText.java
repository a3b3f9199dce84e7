package unrigged.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.config.Suggestion;
import unrigged.program.InvalidInputException;

/**
 * Bytes → text in the encoding that was told, else in UTF-8. Bytes that are no characters in it, a
 * byte order mark that it does not have, and NUL characters are refused.
 */
final class EncodedText {
    private static final String UTF_8_WITH_MARK = "UTF-8-BOM";

    private static final List<String> USUAL =
            List.of(
                    "UTF-8",
                    UTF_8_WITH_MARK,
                    "UTF-16",
                    "UTF-16LE",
                    "UTF-16BE",
                    "ISO-8859-1",
                    "ISO-8859-15",
                    "WINDOWS-1252");

    /** The longer ones first: those of UTF-32 begin like those of UTF-16. */
    private static final List<Mark> MARKS =
            List.of(
                    new Mark("UTF-32", "FFFE0000"),
                    new Mark("UTF-32", "0000FEFF"),
                    new Mark(UTF_8_WITH_MARK, "EFBBBF"),
                    new Mark("UTF-16", "FFFE"),
                    new Mark("UTF-16", "FEFF"));

    /**
     * A byte order mark.
     *
     * @param encoding that has it
     * @param bytes in hexadecimal
     */
    private record Mark(String encoding, String bytes) {}

    private final byte[] content;
    private final String name;
    private final String encoding;

    /**
     * @param name of the file, as messages show it
     */
    EncodedText(byte[] content, String name, Optional<String> encoding) {
        this.content = content;
        this.name = name;
        this.encoding = encoding.orElse("UTF-8");
    }

    SourceText decode() {
        boolean mayHaveMark = encoding.equalsIgnoreCase(UTF_8_WITH_MARK);
        Charset charset = mayHaveMark ? StandardCharsets.UTF_8 : charset();
        String begin =
                HexFormat.of().withUpperCase().formatHex(content, 0, Math.min(4, content.length));
        String found =
                MARKS.stream()
                        .filter(mark -> begin.startsWith(mark.bytes()))
                        .map(Mark::encoding)
                        .findFirst()
                        .orElse("");
        String told = mayHaveMark ? UTF_8_WITH_MARK : charset.name();
        if (!found.isEmpty() && !found.equals(told)) {
            throw at("").error(
                            0,
                            "the file begins with a byte order mark",
                            "text in " + told + " without one",
                            "give --encoding " + found + ", or remove the mark");
        }
        if (found.isEmpty() && (told.equals("UTF-16") || told.equals("UTF-32"))) {
            throw at("").error(
                            0,
                            "no byte order mark, so the order of the bytes is not known",
                            "a byte order mark at the begin of a file in " + told,
                            "give --encoding %1$sLE or %1$sBE".formatted(told));
        }
        int skipped = found.equals(UTF_8_WITH_MARK) ? 3 : 0;
        String text = new String(content, skipped, content.length - skipped, charset);
        if (text.indexOf('\uFFFD') >= 0) {
            refuseMalformed(skipped, charset);
        }
        // A pair of surrogates is four bytes of UTF-8.
        boolean mayHavePairs =
                !charset.equals(StandardCharsets.UTF_8) || text.length() < content.length;
        SourceText source = new SourceText(name, text, mayHavePairs && hasSurrogates(text));
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw source.error(
                    nul,
                    "a NUL character: this is not a text file in " + told,
                    "a text file with a table",
                    "give the table as CSV, TSV, JSON, Markdown or HTML; for UTF-16 without a byte"
                            + " order mark, --encoding UTF-16LE or UTF-16BE");
        }
        return source;
    }

    private SourceText at(String text) {
        return new SourceText(name, text, hasSurrogates(text));
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private Charset charset() {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw new InvalidInputException(
                    "--encoding: unknown encoding '"
                            + encoding
                            + "'"
                            + Suggestion.among(USUAL, encoding.toUpperCase(Locale.ROOT)));
        }
    }

    /** A replacement character is in the text: written in the file, or for bytes that are none. */
    private void refuseMalformed(int skipped, Charset charset) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content, skipped, content.length - skipped);
        try {
            decoder.decode(bytes);
        } catch (CharacterCodingException _) {
            int wrong = bytes.position();
            String before = new String(content, skipped, wrong - skipped, charset);
            throw at(before)
                    .error(
                            before.length(),
                            "byte 0x%02X is no character in %s"
                                    .formatted(content[wrong], charset.name()),
                            "text in " + charset.name(),
                            remedy(wrong, before, charset));
        }
    }

    private String remedy(int wrong, String before, Charset charset) {
        boolean plainSoFar = before.chars().allMatch(c -> c < 0x80);
        if (!charset.equals(StandardCharsets.UTF_8) || !plainSoFar) {
            return "correct this character (the file may be cut here), or name the encoding of the"
                    + " file with --encoding";
        }
        String likely = hasBytesOfWindows() ? "windows-1252" : "ISO-8859-1";
        String character = new String(content, wrong, 1, Charset.forName(likely));
        return "the byte is '%1$s' in %2$s: if the file is in that, give --encoding %2$s, or convert it with iconv -f %2$s -t UTF-8"
                .formatted(character, likely);
    }

    /** Bytes that are control characters in ISO-8859-1. */
    private boolean hasBytesOfWindows() {
        for (byte each : content) {
            int value = Byte.toUnsignedInt(each);
            if (value >= 0x80 && value < 0xA0) {
                return true;
            }
        }
        return false;
    }
}
