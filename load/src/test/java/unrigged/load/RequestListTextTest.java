package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.program.InvalidInputException;

/** Request lists as editors and other programs write them, and what a narrow terminal shows. */
class RequestListTextTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String refusal(byte[] text) throws IOException {
        Path list = Files.write(folder.resolve("list.jsonl"), text);
        InvalidInputException e =
                assertThrows(
                        InvalidInputException.class,
                        () -> Loads.run("http://127.0.0.1:1/", "--request-list=" + list));
        String message = e.text();
        assertTrue(message.contains("to fix:"), message);
        assertFalse(message.contains("JsonToken") || message.contains("Unexpected character"));
        return message;
    }

    @Test
    void latin1IsNamedWithItsByteAndTheCommandThatConvertsIt() throws IOException {
        String message = refusal("{\"body\": \"größe\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(message.contains("list.jsonl:1: byte 13, 0xf6, is not UTF-8"), message);
        assertTrue(message.contains("iconv -f ISO-8859-1 -t UTF-8"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"body\": \"\\ud800\"} | half of a surrogate pair",
                "{\"path\": \"/\",}      | leave out the comma",
                "{\"path\" \"/\"}        | no JSON: at column 9",
                "{\"path\": \"/\"        | no JSON",
            })
    void whatIsNoJsonIsSaidInPlainWords(String line, String said) throws IOException {
        String message = refusal((line + "\n").getBytes(StandardCharsets.UTF_8));
        assertTrue(message.contains(said), message);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws Exception {
        Path list =
                Files.writeString(folder.resolve("list.jsonl"), "\ufeff{\"path\": \"/first\"}\n");
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result = Loads.run(server.url(), "--request-list=" + list, "--requests=5");
            assertEquals(5, result.ok());
        }
    }

    /** What does not fit is cut off instead of going on in another line, which stays. */
    @Test
    void theLiveLineNeverWraps() {
        String line =
                Summary.live(
                        new LoadProgress.Second(
                                Phase.WINDOW,
                                0,
                                1,
                                123_456_789,
                                0,
                                OptionalDouble.of(1),
                                OptionalDouble.of(2)));
        assertTrue(line.startsWith("\r\u001b[?7l") && line.endsWith("\u001b[?7h"), line);
    }
}
