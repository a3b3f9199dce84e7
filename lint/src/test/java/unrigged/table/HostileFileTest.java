package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

/**
 * Large files of one repeated piece, of the kinds that a parser may be slow on or fill the memory
 * with: they end as any other does. {@code -Dunrigged.hostile.mib=32} makes them as large as files
 * may be.
 */
@Tag("slow")
class HostileFileTest {
    private static final int BYTES = Integer.getInteger("unrigged.hostile.mib", 2) << 20;

    @ParameterizedTest
    @Timeout(60)
    @CsvSource(
            delimiter = '¦',
            value = {
                "CSV ¦ '\"'",
                "CSV ¦ '\"\"'",
                "CSV ¦ ','",
                "CSV ¦ 'a\n'",
                "CSV ¦ '#\n'",
                "CSV ¦ '# a\n'",
                "CSV ¦ ' '",
                "CSV ¦ '\n'",
                "TSV ¦ '\t\n'",
                "JSON ¦ '['",
                "JSON ¦ '{\"a\":'",
                "JSON ¦ '[1,'",
                "JSON ¦ '{\"a\":1},'",
                "JSON ¦ '[1],'",
                "JSON ¦ '1,'",
                "JSON ¦ '1'",
                "JSON ¦ '\"'",
                "JSON ¦ ' '",
                "MARKDOWN ¦ '>'",
                "MARKDOWN ¦ '> '",
                "MARKDOWN ¦ '- '",
                "MARKDOWN ¦ '1. '",
                "MARKDOWN ¦ '>\n'",
                "MARKDOWN ¦ '- a\n'",
                "MARKDOWN ¦ 'a\n\n'",
                "MARKDOWN ¦ '- > a *b* [c](d) e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8\n'",
                "MARKDOWN ¦ '# a\n'",
                "MARKDOWN ¦ '*'",
                "MARKDOWN ¦ '*a '",
                "MARKDOWN ¦ '**a** '",
                "MARKDOWN ¦ 'a**b'",
                "MARKDOWN ¦ '['",
                "MARKDOWN ¦ '[a]('",
                "MARKDOWN ¦ '![a]'",
                "MARKDOWN ¦ '[a]: b\n'",
                "MARKDOWN ¦ '`'",
                "MARKDOWN ¦ '`a``'",
                "MARKDOWN ¦ '<'",
                "MARKDOWN ¦ '<!--'",
                "MARKDOWN ¦ '<a '",
                "MARKDOWN ¦ '<table>\n\n'",
                "MARKDOWN ¦ '&'",
                "MARKDOWN ¦ '|'",
                "MARKDOWN ¦ '|-|\n'",
                "MARKDOWN ¦ '1\n|-|\n'",
                "MARKDOWN ¦ 'a|\n-|\n'",
                "MARKDOWN ¦ '|a|\n|-|\n|*a*|\n\n'",
                "MARKDOWN ¦ 'a\n'",
                "MARKDOWN ¦ '1\n'",
                "MARKDOWN ¦ '\\'",
                "MARKDOWN ¦ '  '",
                "HTML ¦ '<'",
                "HTML ¦ '<p>'",
                "HTML ¦ '<b>'",
                "HTML ¦ '<div>'",
                "HTML ¦ '<a href=x>'",
                "HTML ¦ '<table>'",
                "HTML ¦ '<table><tr>'",
                "HTML ¦ '<table><tr><td>'",
                "HTML ¦ '<tr><td>'",
                "HTML ¦ '<td>'",
                "HTML ¦ '<b></b>'",
                "HTML ¦ '<b>a</p>'",
                "HTML ¦ '<svg>'",
                "HTML ¦ '<select>'",
                "HTML ¦ '<template>'",
                "HTML ¦ '<!--'",
                "HTML ¦ '<a b'",
                "HTML ¦ ' a=b'",
                "HTML ¦ '&'",
                "HTML ¦ '&amp;'",
                "HTML ¦ '<h1>a'",
                "HTML ¦ '</table>'",
                "HTML ¦ '<sup>'",
            })
    void aFileOfOnePieceEnds(TableFormat format, String piece) {
        for (String begin : new String[] {"", beginOfTable(format)}) {
            byte[] content = content(begin, piece);
            ReadOptions options = new ReadOptions(Optional.of(format), Optional.empty());
            try {
                assertTrue(!TableText.all(TableFile.of(content, "f", options)).isEmpty());
            } catch (InvalidInputException e) {
                assertTrue(e.what().matches("(?s)f:\\d+:\\d+: .+"), e.what());
            }
        }
    }

    /** What the pieces follow, so that they are within a table. */
    private static String beginOfTable(TableFormat format) {
        return switch (format) {
            case CSV -> "a,b\n1,";
            case TSV -> "a\tb\n1\t";
            case JSON -> "{\"x\":[{\"a\":1},";
            case MARKDOWN -> "|a|b|\n|-|-|\n|1|";
            case HTML -> "<table><tr><td>a<tr><td>";
        };
    }

    private static byte[] content(String begin, String piece) {
        byte[] content = new byte[BYTES];
        byte[] one = piece.getBytes(StandardCharsets.UTF_8);
        byte[] first = begin.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < content.length; i++) {
            content[i] = i < first.length ? first[i] : one[(i - first.length) % one.length];
        }
        return content;
    }
}
