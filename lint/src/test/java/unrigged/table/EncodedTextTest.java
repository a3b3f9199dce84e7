package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

class EncodedTextTest {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String TEXT = "näme,rps\nβ,1\n";

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static String read(byte[] content, String encoding) {
        ReadOptions options =
                new ReadOptions(
                        Optional.of(TableFormat.CSV),
                        Optional.of(encoding).filter(some -> !some.isEmpty()));
        return TableText.texts(TableFile.of(content, "f", options).table(1));
    }

    private static InvalidInputException refused(byte[] content, String encoding) {
        return assertThrows(InvalidInputException.class, () -> read(content, encoding));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "utf8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void textIsReadInTheEncodingThatIsTold(String encoding) {
        byte[] content = TEXT.getBytes(Charset.forName(encoding));
        assertEquals("näme | rps\nβ | 1\n", read(content, encoding));
    }

    @Test
    void latin1IsReadWhenItIsTold() {
        byte[] content = "é,rps\na,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("é | rps\na | 1\n", read(content, "ISO-8859-1"));
    }

    @Test
    void aByteOrderMarkIsRefusedUnlessItIsTold() {
        byte[] marked = joined(UTF_8_MARK, TEXT.getBytes(StandardCharsets.UTF_8));
        InvalidInputException refused = refused(marked, "");
        assertEquals("f:1:1: the file begins with a byte order mark", refused.what());
        assertEquals("give --encoding UTF-8-BOM, or remove the mark", refused.hint().orElseThrow());
        assertEquals("näme | rps\nβ | 1\n", read(marked, "utf-8-bom"));
        assertEquals(
                "give --encoding UTF-8-BOM, or remove the mark",
                refused(marked, "ISO-8859-1").hint().orElseThrow());
        assertEquals(
                "give --encoding UTF-16, or remove the mark",
                refused(TEXT.getBytes(StandardCharsets.UTF_16), "").hint().orElseThrow());
    }

    @Test
    void utf16WithoutAMarkSaysNotItsOrder() {
        InvalidInputException refused = refused(TEXT.getBytes(StandardCharsets.UTF_16LE), "UTF-16");
        assertEquals(
                "f:1:1: no byte order mark, so the order of the bytes is not known",
                refused.what());
        assertEquals("give --encoding UTF-16LE or UTF-16BE", refused.hint().orElseThrow());
    }

    @Test
    void aByteThatIsNotUtf8IsNamedWithWhatItMayBe() {
        InvalidInputException refused =
                refused("name,rps\ncafé,1\n".getBytes(StandardCharsets.ISO_8859_1), "");
        assertEquals("f:2:4: byte 0xE9 is no character in UTF-8", refused.what());
        assertEquals(
                "the byte is 'é' in ISO-8859-1: if the file is in that, give --encoding ISO-8859-1,"
                        + " or convert it with iconv -f ISO-8859-1 -t UTF-8",
                refused.hint().orElseThrow());
        assertEquals(
                "f:1:5: byte 0x80 is no character in UTF-8",
                refused("cost€,rps\n".getBytes(Charset.forName("windows-1252")), "").what());
    }

    @Test
    void aDamagedCharacterAmongOthersIsToBeCorrected() {
        byte[] content = joined(TEXT.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3});
        InvalidInputException refused = refused(content, "");
        assertEquals("f:3:1: byte 0xC3 is no character in UTF-8", refused.what());
        assertEquals(
                "correct this character (the file may be cut here), or name the encoding of the"
                        + " file with --encoding",
                refused.hint().orElseThrow());
    }

    @Test
    void aReplacementCharacterThatIsWrittenIsACharacter() {
        assertEquals(
                "a | b\n\uFFFD | 1\n",
                read("a,b\n\uFFFD,1\n".getBytes(StandardCharsets.UTF_8), ""));
    }

    @Test
    void aNulCharacterIsNoText() {
        assertEquals(
                "f:2:2: a NUL character: this is not a text file in UTF-8",
                refused("a,b\n1\0,2\n".getBytes(StandardCharsets.UTF_8), "").what());
    }

    @Test
    void anUnknownEncodingIsRefusedWithTheNearest() {
        assertEquals(
                "--encoding: unknown encoding 'utf-8-sig'; did you mean 'UTF-8-BOM'?",
                refused(new byte[] {'a'}, "utf-8-sig").what());
        assertEquals(
                "--encoding: unknown encoding '%' (known: UTF-8, UTF-8-BOM, UTF-16, UTF-16LE, UTF-16BE,"
                        + " ISO-8859-1, ISO-8859-15, WINDOWS-1252)",
                refused(new byte[] {'a'}, "%").what());
    }
}
