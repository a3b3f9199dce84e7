package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.program.InvalidInputException;

/** One rule for what is asked for, whether the URL or a request list says it. */
class RequestTargetTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a|b",
                "/{id}/items?filter={\"a\":[1,2]}",
                "/^`<>\\\"'%7C%zz?a=b?c|d&e=[]",
                "/a//b/../c;d=e@f:80",
                "/?http://x/y",
            })
    void whatIsVisibleAsciiIsSentAsItIsTyped(String path) throws Exception {
        try (HeadServer server = new HeadServer("127.0.0.1")) {
            String url = "http://127.0.0.1:" + server.port();
            ask(url + path);
            ask(url + path + "#a fragment is never sent");
            ask(url + "/", "--request-list=" + list(path));
            assertEquals(3, server.heads.size());
            for (String head : server.heads) {
                assertEquals("GET " + path + " HTTP/1.1", head.lines().findFirst().orElse(""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/a b/c         | a space at position 3            | '/a%20b/c'",
                "/grüße         | 'ü' (U+00FC), which is not ASCII | '/gr%C3%BC%C3%9Fe'",
                "/a\\tb         | the control character U+0009     | '/a%09b'",
                "/a\\nb         | the control character U+000A     | '/a%0Ab'",
                "/a\\177      | the control character U+007F     | '/a%7F'",
                "/\ud83d\ude00  | (U+1F600)                        | '/%F0%9F%98%80'",
            })
    void whatIsNoneIsRefusedInTheSameWords(String escaped, String why, String instead)
            throws Exception {
        String path = escaped.translateEscapes();
        String ofUrl = refused("http://127.0.0.1:1" + path);
        String ofList = refused("http://127.0.0.1:1/", "--request-list=" + list(path));
        for (String message : new String[] {ofUrl, ofList}) {
            assertTrue(message.contains(why), message);
            assertTrue(message.contains(instead), message);
            assertTrue(message.chars().noneMatch(c -> c < ' ' && c != '\n'), message);
        }
        assertEquals(ofUrl.substring(ofUrl.indexOf(" '")), ofList.substring(ofList.indexOf(" '")));
    }

    @Test
    void aListsPathHasNoFragment() throws Exception {
        String message = refused("http://127.0.0.1:1/", "--request-list=" + list("/a#b"));
        assertTrue(message.contains("write %23: '/a%23b'"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "http://my_service:8080/, my_service:8080",
        "HTTP://a-b.c_d.example./, a-b.c_d.example.",
        "http://h:/x, h",
        "http://[2001:db8::1]/, [2001:db8::1]",
        "http://h:8080?x|y, h:8080",
    })
    void hostsAreTakenAsTheyAreInPractice(String url, String host) {
        assertEquals(host, Target.parse(url).hostHeader());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://bücher.example/   | xn--bcher-kva.example",
                "http://a b/              | letters, digits",
                "http://a%41/             | letters, digits",
                "http://[::1/             | no host and port",
                "http://[1.2.3.4]/        | no IPv6 address",
                "http://h:80:90/          | no host and port",
                "http://h:0/              | not 1 to 65535",
                "http://h:999999/         | not 1 to 65535",
                "http:/h/                 | http://HOST",
                "/path                    | http://HOST",
            })
    void whatIsNoHostIsRefused(String url, String expected) {
        String message = assertThrows(InvalidInputException.class, () -> Target.parse(url)).text();
        assertTrue(message.contains(expected), message);
        assertTrue(message.contains("to fix:"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout=9s   | Connection: keep-alive  | Connection: keep-alive",
                "--timeout=9s   | connection:Keep-Alive   | connection:Keep-Alive",
                "--no-keepalive | Connection: close       | Connection: close",
            })
    void aConnectionHeaderThatAgreesIsSentOnce(String mode, String header, String line)
            throws Exception {
        try (HeadServer server = new HeadServer("127.0.0.1")) {
            String url = "http://127.0.0.1:" + server.port() + "/";
            String name = header.substring(0, header.indexOf(':'));
            String value = header.substring(header.indexOf(':') + 1).strip();
            ask(url, mode, "--header=" + header);
            ask(
                    url,
                    mode,
                    "--request-list="
                            + listOf("{\"headers\":{\"" + name + "\":\"" + value + "\"}}"));
            assertEquals(2, server.heads.size());
            assertTrue(server.heads.getFirst().contains("\r\n" + line + "\r\n"), "" + server.heads);
            for (String head : server.heads) {
                assertEquals(
                        1,
                        head.lines()
                                .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("connection:"))
                                .count(),
                        head);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout=9s   | Connection: close          | use --no-keepalive",
                "--no-keepalive | Connection: keep-alive     | leave out --no-keepalive",
                "--timeout=9s   | Connection: upgrade        | how messages end",
                "--timeout=9s   | Connection: keep-alive, TE | how messages end",
                "--timeout=9s   | Upgrade: h2c               | how messages end",
            })
    void oneThatDoesNotSaysWhatToUse(String mode, String header, String use) {
        String message = refused("http://127.0.0.1:1/", mode, "--header=" + header);
        assertTrue(message.contains(use), message);
    }

    private static void ask(String url, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[0] = "--connections=1";
        all[1] = "--requests=1";
        Result result = Loads.run(url, all);
        assertEquals(1, result.ok(), result.failed().toString());
    }

    private static String refused(String url, String... arguments) {
        return assertThrows(InvalidInputException.class, () -> Loads.run(url, arguments)).text();
    }

    private Path list(String path) throws IOException {
        return listOf(
                "{\"path\":\""
                        + path.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\t", "\\t")
                                .replace("\n", "\\n")
                        + "\"}");
    }

    private Path listOf(String line) throws IOException {
        return Files.writeString(folder.resolve("list.jsonl"), line + "\n");
    }
}
