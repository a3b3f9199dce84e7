package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.DuelEntry;
import unrigged.program.InvalidInputException;

class DuelArgumentsTest {
    private static final String A = "http://127.0.0.1:8080";

    private static List<DuelEntry> entries(List<String> urls, String... commands) {
        return DuelArguments.entries(urls, List.of(commands), List.of());
    }

    private static String refused(List<String> urls, List<String> commands, List<String> names) {
        return assertThrows(
                        InvalidInputException.class,
                        () -> DuelArguments.entries(urls, commands, names))
                .text();
    }

    private static String refused(List<String> urls, String... commands) {
        return refused(urls, List.of(commands), List.of());
    }

    @Test
    void urlsAreNamedByLettersAndHaveAPathAndNoFragment() {
        assertEquals(
                List.of(
                        new DuelEntry("a", A + "/", Optional.empty()),
                        new DuelEntry("b", "http://[::1]:81/x?y=1", Optional.empty()),
                        new DuelEntry("c", "http://localhost/?q", Optional.empty())),
                entries(List.of(A, "http://[::1]:81/x?y=1#top", "HTTP://localhost?q")));
    }

    @Test
    void theIthCommandStartsTheServerOfTheIthUrl() {
        assertEquals(
                List.of(
                        new DuelEntry("a", A + "/", Optional.of("serve 8080")),
                        new DuelEntry("b", "http://127.0.0.1:81/", Optional.empty())),
                entries(List.of(A, "http://127.0.0.1:81/"), "serve 8080"));
        assertEquals(
                Optional.empty(),
                entries(List.of(A, "http://127.0.0.1:81/"), "", "serve 81").getFirst().command());
    }

    @Test
    void aCommandThatTakesAPortNeedsNoUrl() {
        List<DuelEntry> entries = entries(List.of(), "old {port}", "new {port}");
        assertEquals("http://127.0.0.1:{port}/", entries.get(1).url());
        assertTrue(entries.get(1).takesPort());
        List<DuelEntry> mixed = entries(List.of(A), "", "new {port}");
        assertEquals(A + "/", mixed.get(0).url());
        assertEquals("http://127.0.0.1:{port}/", mixed.get(1).url());
    }

    @Test
    void oneUrlWithAnOpenPortIsThatOfAllCommands() {
        List<DuelEntry> entries =
                entries(List.of("http://127.0.0.1:{port}/items"), "old {port}", "new {port}");
        assertEquals("http://127.0.0.1:{port}/items", entries.get(0).url());
        assertEquals("http://127.0.0.1:{port}/items", entries.get(1).url());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertTrue(refused(List.of(A)).contains("one server was given; a duel needs two"));
        assertTrue(refused(List.of()).contains("no server was given"));
        assertTrue(
                refused(List.of(A), "", "serve 81")
                        .contains("--start 'serve 81': there is no URL for it"));
        assertTrue(refused(List.of(A), "", "").contains("there is no URL for it"));
        assertTrue(
                refused(List.of(A, "http://127.0.0.1:{port}/"), "", "serve")
                        .contains("leaves its port open"));
        assertTrue(refused(List.of(A, A), "serve {port}").contains("takes a free port, and"));
        assertTrue(refused(List.of(A, A), List.of(), List.of("x")).contains("1 names for 2"));
        assertTrue(refused(List.of(A, A), List.of(), List.of("x", "x")).contains("given twice"));
        assertTrue(refused(List.of(A, A), List.of(), List.of("../x", "y")).contains("is no name"));
    }

    @Test
    void whatIsNoUrlIsRefused() {
        assertTrue(
                refused(List.of(A, "https://127.0.0.1/"))
                        .contains("asks for TLS, which the load generator does not speak yet"));
        for (String wrong :
                List.of(
                        "127.0.0.1:8080",
                        "ftp://127.0.0.1/",
                        "http://",
                        "http://:80/",
                        "http://user@127.0.0.1/",
                        "http://127.0.0.1:0/",
                        "http://127.0.0.1:70000/")) {
            assertTrue(refused(List.of(A, wrong)).contains("'" + wrong + "'"), wrong);
        }
    }
}
