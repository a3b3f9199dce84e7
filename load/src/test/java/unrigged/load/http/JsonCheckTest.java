package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends as JSON, the check answers yes or no in a short line. */
class JsonCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\": 1e2147483647}",
                "{\"n\": 10e2147483647}",
                "{\"n\": 1e2147483648}",
                "{\"n\": 1e-2147483648}",
                "{\"n\": 1e99999999999999999999}",
                "{\"n\": 0e2147483647}",
                "{\"n\": 123456e2147483640}",
            })
    void aNumberBeyondMeasureIsAnotherNumber(String body) {
        JsonCheck check = new JsonCheck(Map.of("/n", "7"));
        assertFalse(isRight(check, body));
        assertTrue(check.complaint().length() < 400, check.complaint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/a~1b       | 1      | {\"a/b\": 1}",
                "/m~0n       | 1      | {\"m~n\": 1}",
                "/           | 1      | {\"\": 1}",
                "^^          | 1      | 1",
                "/a/1/b      | \"x\"  | {\"a\": [0, {\"b\": \"\\u0078\"}]}",
                "/a          | 100    | {\"a\": 1e2}",
                "/a          | null   | {\"a\": null}",
                "/0          | true   | [true]",
            })
    void aPointerFindsItsValue(String pointer, String value, String body) {
        JsonCheck check = new JsonCheck(Map.of(pointer, value));
        assertTrue(isRight(check, body), check.complaint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\": 1", "{\"a\": 1} {", "{\"a\": 1}}", "{\"a\": 1} 2"})
    void whatIsNotOneJsonTextIsWrong(String body) {
        assertFalse(isRight(new JsonCheck(Map.of("/a", "1")), body));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void complaintsAreShortAndHoldNoControlCharacters(int repeats) {
        JsonCheck check = new JsonCheck(Map.of("/a", "1"));
        assertFalse(isRight(check, "{\"a\": \"" + "\\u001b[31mred\\n".repeat(repeats) + "\"}"));
        String complaint = check.complaint();
        assertTrue(complaint.length() < 400, complaint.length() + " characters");
        assertEquals(0, complaint.chars().filter(Character::isISOControl).count(), complaint);
    }

    private static boolean isRight(JsonCheck check, String body) {
        check.begin();
        check.take(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        return check.isRight();
    }
}
