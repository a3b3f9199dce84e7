package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server may close a kept connection at any time, so also when a request is on its way to it: the
 * request is sent once more where HTTP allows it, and counted.
 */
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class StaleConnectionTest {
    @Parameter private String transport = "";

    private static final ScriptedServer.Script QUICK = ScriptedServer.sends(ScriptedServer.OK);

    /** How a connection ends instead of its second answer. */
    private enum End {
        CLOSE,
        RESET,
        AFTER_A_BYTE
    }

    private final Map<Socket, AtomicInteger> asked = new ConcurrentHashMap<>();

    private ScriptedServer.Script once(End end) {
        return (client, out) -> {
            if (asked.computeIfAbsent(client, _ -> new AtomicInteger()).incrementAndGet() == 1) {
                return QUICK.answer(client, out);
            }
            if (end == End.RESET) {
                client.setSoLinger(true, 0);
            } else if (end == End.AFTER_A_BYTE) {
                out.write('H');
                out.flush();
            }
            return false;
        };
    }

    @Test
    void aRequestThatMetAClosedConnectionIsSentAgainAndCounted() throws Exception {
        for (End end : new End[] {End.CLOSE, End.RESET}) {
            for (String load : new String[] {"--method=GET", "--rate=2000", "--think-time=1ms"}) {
                try (ScriptedServer server = new ScriptedServer(once(end))) {
                    Result result = bounded(server, "--connections=1", load);
                    assertEquals(40, result.ok(), load + result.failed());
                    assertEquals(39, result.retriedOnClosed(), load);
                    assertEquals(40, result.connects());
                    assertEquals(79, server.requests.get());
                }
            }
        }
    }

    @Test
    void noOtherMethodThanAnIdempotentOneIsSentAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer(once(End.CLOSE))) {
            Result result = bounded(server, "--connections=1", "--method=POST");
            assertEquals(20, result.ok());
            assertEquals(20, Loads.failed(result, "closed-early"));
            assertEquals(0, result.retriedOnClosed());
            assertEquals(40, server.requests.get());
        }
    }

    @Test
    void nothingIsSentAgainOnceAByteOfTheAnswerCame() throws Exception {
        try (ScriptedServer server = new ScriptedServer(once(End.AFTER_A_BYTE))) {
            Result result = bounded(server, "--connections=1");
            assertEquals(20, result.ok());
            assertEquals(20, Loads.failed(result, "closed-early"));
            assertEquals(0, result.retriedOnClosed());
        }
    }

    @Test
    void aNewConnectionThatIsClosedTooIsAFailure() throws Exception {
        AtomicInteger all = new AtomicInteger();
        try (ScriptedServer server =
                new ScriptedServer(
                        (client, out) -> all.incrementAndGet() == 1 && QUICK.answer(client, out))) {
            Result result = bounded(server, "--connections=1");
            assertEquals(1, result.ok());
            assertEquals(Set.of("closed-early"), result.failed().keySet());
            assertEquals(39, Loads.failed(result, "closed-early"));
            assertEquals(1, result.retriedOnClosed());
            assertEquals(40, result.connects(), "one for each request after the first, and its");
        }
    }

    @Test
    void whereNobodyListensAnyMoreItIsAFailureToConnect() throws Exception {
        AtomicInteger all = new AtomicInteger();
        ScriptedServer[] itself = new ScriptedServer[1];
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    if (all.incrementAndGet() == 1) {
                        return QUICK.answer(client, out);
                    }
                    itself[0].goAway();
                    return false;
                })) {
            itself[0] = server;
            Result result = bounded(server, "--connections=1");
            assertEquals(1, result.ok());
            assertTrue(Loads.failed(result, "connect") > 0, result.failed().toString());
            assertEquals(1, result.retriedOnClosed());
        }
    }

    /** As nginx with a keepalive_timeout as long as the clients think. */
    @Test
    @Tag("slow")
    void anIdleConnectionThatIsClosedAsItsNextRequestLeavesIsNoFailure() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((client, out) -> {
                    client.setSoTimeout(50);
                    return QUICK.answer(client, out);
                })) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--connections=20",
                            "--think-time=50ms",
                            "--duration=1s");
            assertTrue(result.failed().isEmpty(), result.failed().toString());
            assertTrue(result.connects() > 20, "the server closed some");
        }
    }

    private Result bounded(ScriptedServer server, String... more) throws Exception {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "--requests=40";
        all[more.length + 1] = "--duration=20s";
        return Loads.over(transport, server.url(), all);
    }
}
