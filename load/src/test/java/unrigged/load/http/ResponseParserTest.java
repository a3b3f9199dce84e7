package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.load.http.ResponseParser.Progress;

/** Answers are written with | for CR LF, so that each fits a line. */
class ResponseParserTest {
    private static final Expectation HELLO =
            Expectation.anyBody(OptionalInt.empty()).withMask("hello 1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 7||hello 1",
                "HTTP/1.1 200 |content-length:7||hello 1",
                "HTTP/1.0 200 OK|CONTENT-LENGTH: \t 7 \t|Connection: keep-alive||hello 1",
                "HTTP/1.1 200 OK|Content-Length: 7|Content-Length: 7||hello 1",
                "HTTP/1.1 200 OK|Content-Length: 7, 7||hello 1",
                "HTTP/1.1 103 Early Hints|Link: </s.css>||HTTP/1.1 200 OK|Content-Length: 7||hello 1",
                "HTTP/1.1 100 Continue||HTTP/1.1 103 ||HTTP/1.1 200 OK|Content-Length: 7||hello 1",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||7|hello 1|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, Chunked||3|hel|4;a=b|lo 1|000||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1 ;x=\"y\"|h|6|ello 1|0|Content-Length: 9|T: v||",
                "HTTP/1.1 200 OK|Empty:|X: \u00e4|Content-Length: 7||hello 1",
            })
    void aRightAnswerIsCompleteWhereverItIsSplit(String answer) {
        byte[] bytes = bytes(answer);
        for (int split = 0; split <= bytes.length; split++) {
            ResponseParser parser = new ResponseParser(HELLO, false);
            Progress first = parser.accept(ByteBuffer.wrap(bytes, 0, split));
            assertEquals(
                    split == bytes.length ? Progress.COMPLETE : Progress.MORE,
                    first,
                    "after " + split + " bytes: " + parser.problem());
            if (split < bytes.length) {
                assertEquals(
                        Progress.COMPLETE,
                        parser.accept(ByteBuffer.wrap(bytes, split, bytes.length - split)),
                        "split at " + split + ": " + parser.problem());
            }
            assertEquals(200, parser.status());
            assertTrue(parser.bodyFits(), "split at " + split);
            assertTrue(parser.reusable(), "split at " + split);
        }
        assertEquals(Progress.COMPLETE, byteByByte(new ResponseParser(HELLO, false), bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE",
                "HTTP/2 200|",
                "HTTP/1.2 200 OK|",
                "HTTP/1.1 200|",
                "HTTP/1.1 2000 OK|",
                "HTTP/1.1 099 OK|",
                "HTTP/1.1 600 OK|",
                "HTTP/1.1 101 Switching Protocols||",
                "HTTP/1.1 200 OK\n",
                "HTTP/1.1 200 OK\rX",
                "HTTP/1.1 200 OK|A: b\n",
                "HTTP/1.1 200 OK|A: b\u0000|",
                "HTTP/1.1 200 OK|A b: c|",
                "HTTP/1.1 200 OK|A : c|",
                "HTTP/1.1 200 OK|: c|",
                "HTTP/1.1 200 OK|A: b| folded|",
                "HTTP/1.1 200 OK|Content-Length: 7|Content-Length: 8|",
                "HTTP/1.1 200 OK|Content-Length: 7, 8|",
                "HTTP/1.1 200 OK|Content-Length: -7|",
                "HTTP/1.1 200 OK|Content-Length: +7|",
                "HTTP/1.1 200 OK|Content-Length: 0x7|",
                "HTTP/1.1 200 OK|Content-Length:|",
                "HTTP/1.1 200 OK|Content-Length: 9223372036854775808|",
                "HTTP/1.1 200 OK|Content-Length: 7|Transfer-Encoding: chunked||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked, gzip|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked|",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||;",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||7\n",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||7 |",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ab",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|a\rx",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1000000000000000",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|bad trailer|",
                "HTTP/1.1 200 OK|Content-Length: 0||X",
                "HTTP/1.1 200 OK|Content-Length: 7||hello 1HTTP/1.1 200 OK|",
                "HTTP/1.1 204 No Content||X",
            })
    void aBrokenAnswerIsBrokenWhereverItIsSplit(String answer) {
        byte[] bytes = bytes(answer);
        for (int split = 0; split < bytes.length; split++) {
            ResponseParser parser = new ResponseParser(HELLO, false);
            parser.accept(ByteBuffer.wrap(bytes, 0, split));
            assertEquals(
                    Progress.BROKEN,
                    parser.accept(ByteBuffer.wrap(bytes, split, bytes.length - split)),
                    "split at " + split);
            assertFalse(parser.problem().isEmpty());
        }
    }

    @Test
    void anAnswerWithoutALengthLastsUntilTheServerCloses() {
        ResponseParser parser = new ResponseParser(HELLO, false);
        assertEquals(Progress.MORE, byteByByte(parser, bytes("HTTP/1.1 200 OK||hello 1")));
        assertEquals(Progress.COMPLETE, parser.end());
        assertTrue(parser.bodyFits());
        assertFalse(parser.reusable());
    }

    @Test
    void anEndBeforeTheEndIsNotComplete() {
        byte[] bytes = bytes("HTTP/1.1 200 OK|Transfer-Encoding: chunked||7|hello 1|0||");
        for (int split = 0; split < bytes.length; split++) {
            ResponseParser parser = new ResponseParser(HELLO, false);
            parser.accept(ByteBuffer.wrap(bytes, 0, split));
            assertEquals(Progress.MORE, parser.end(), "cut after " + split);
        }
    }

    @ParameterizedTest
    @CsvSource({"204,false", "304,false", "200,true"})
    void someAnswersHaveNoBodyWhateverTheySay(int status, boolean head) {
        ResponseParser parser = new ResponseParser(HELLO, head);
        byte[] bytes = bytes("HTTP/1.1 " + status + " X|Content-Length: 7||");
        assertEquals(Progress.COMPLETE, byteByByte(parser, bytes));
        assertTrue(parser.reusable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 0|Connection: close||",
                "HTTP/1.1 200 OK|Content-Length: 0|Connection: x, Close||",
                "HTTP/1.0 200 OK|Content-Length: 0||",
            })
    void aServerThatWillCloseIsNotAskedAgain(String answer) {
        ResponseParser parser = new ResponseParser(Expectation.anyBody(OptionalInt.empty()), false);
        assertEquals(Progress.COMPLETE, byteByByte(parser, bytes(answer)));
        assertFalse(parser.reusable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello 2", "hello 12", "hello", "hell0 1", "hello x"})
    void aBodyThatDoesNotFitTheMaskIsSeen(String body) {
        Expectation letters = Expectation.anyBody(OptionalInt.empty()).withMask("@@@@o 1");
        byte[] bytes = bytes("HTTP/1.1 200 OK|Content-Length: " + body.length() + "||" + body);
        for (int split = 0; split < bytes.length; split++) {
            ResponseParser parser = new ResponseParser(letters, false);
            parser.accept(ByteBuffer.wrap(bytes, 0, split));
            assertEquals(
                    Progress.COMPLETE,
                    parser.accept(ByteBuffer.wrap(bytes, split, bytes.length - split)));
            assertFalse(parser.bodyFits(), "split at " + split);
        }
    }

    @Test
    void aMaskStandsForDigitsAndLettersOnly() {
        Expectation mask = Expectation.anyBody(OptionalInt.empty()).withMask("#@-");
        for (String right : new String[] {"0a-", "9Z-", "5m-"}) {
            assertTrue(fits(mask, right), right);
        }
        for (String wrong : new String[] {"aa-", "00-", "0a+", "/a-", ":a-", "0[-", "0`-"}) {
            assertFalse(fits(mask, wrong), wrong);
        }
    }

    @Test
    void aLengthCanBeExpectedWithoutAMask() {
        Expectation three = Expectation.anyBody(OptionalInt.empty()).withLength(3);
        assertTrue(fits(three, "abc"));
        assertFalse(fits(three, "ab"));
        assertFalse(fits(three, "abcd"));
    }

    @Test
    void aHugeHeadIsRefused() {
        assertEquals(
                Progress.BROKEN,
                byteByByte(
                        new ResponseParser(HELLO, false),
                        bytes("HTTP/1.1 200 OK|A: " + "x".repeat(20_000))));
        assertEquals(
                Progress.BROKEN,
                byteByByte(
                        new ResponseParser(HELLO, false),
                        bytes("HTTP/1.1 200 OK|" + "A: b|".repeat(20_000))));
        assertEquals(
                Progress.BROKEN,
                byteByByte(
                        new ResponseParser(HELLO, false),
                        bytes("HTTP/1.1 103 X||".repeat(20_000))));
    }

    @Test
    void aLongBodyMayHaveAnyNumberOfChunks() {
        ResponseParser parser = new ResponseParser(Expectation.anyBody(OptionalInt.empty()), false);
        byte[] bytes =
                bytes(
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||"
                                + "1|x|".repeat(50_000)
                                + "0||");
        assertEquals(Progress.COMPLETE, byteByByte(parser, bytes));
    }

    private static boolean fits(Expectation expectation, String body) {
        ResponseParser parser = new ResponseParser(expectation, false);
        parser.accept(
                ByteBuffer.wrap(
                        bytes("HTTP/1.1 200 OK|Content-Length: " + body.length() + "||" + body)));
        return parser.bodyFits();
    }

    private static Progress byteByByte(ResponseParser parser, byte[] bytes) {
        Progress progress = Progress.MORE;
        for (int i = 0; i < bytes.length && progress != Progress.BROKEN; i++) {
            progress = parser.accept(ByteBuffer.wrap(bytes, i, 1));
        }
        return progress;
    }

    private static byte[] bytes(String answer) {
        return answer.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
