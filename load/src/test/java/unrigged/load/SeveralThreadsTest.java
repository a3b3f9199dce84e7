package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What several threads measured adds up to one result. */
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "uring"})
class SeveralThreadsTest {
    @Parameter private String transport = "";

    /** Threads end a phase one after the other; repeated, since the order is theirs. */
    @RepeatedTest(2)
    @Tag("slow")
    void aWindowAfterAWarmUpAddsUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--threads=2",
                            "--connections=5",
                            "--warm-up=200ms",
                            "--duration=1100ms");
            requireSum(result);
            assertEquals(5, result.abandoned(), "each connection always has a request");
            assertEquals(2, result.seconds().size());
            assertTrue(server.requests.get() > result.begun(), "the warm-up is not counted");
        }
    }

    @Test
    void aNumberOfRequestsIsShared() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--threads=3",
                            "--connections=4",
                            "--requests=1001",
                            "--no-keepalive");
            requireSum(result);
            assertEquals(1001, result.ok());
            assertEquals(1001, server.requests.get());
            assertEquals(4, result.established());
            assertEquals(3, result.threads().size());
        }
    }

    @Test
    @Tag("slow")
    void anOpenLoopsRateIsShared() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result =
                    Loads.over(
                            transport,
                            server.url(),
                            "--threads=2",
                            "--connections=8",
                            "--rate=400",
                            "--warm-up=300ms",
                            "--duration=1200ms");
            requireSum(result);
            assertEquals(480, result.offered().orElseThrow(), "offered");
        }
    }

    private static void requireSum(Result result) {
        long failed = result.failed().values().stream().mapToLong(Totals.Failures::count).sum();
        assertEquals(result.begun(), result.ok() + failed + result.abandoned());
        assertEquals(
                result.ok(), result.seconds().stream().mapToLong(LoadProgress.Second::ok).sum());
        assertEquals(
                failed, result.seconds().stream().mapToLong(LoadProgress.Second::failed).sum());
        String json = LoadResultJson.of(result);
        assertTrue(json.contains("\"ok\":" + result.ok() + ","), json);
        assertEquals(result.threads().size() + 1, json.split("\"busyShare\"", -1).length - 1, json);
        assertEquals(
                result.threads().stream().mapToInt(SelfCheck.Figures::established).sum(),
                result.established());
    }
}
