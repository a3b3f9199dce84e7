package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that wait to be read, of a server that answers at once. */
@Tag("simulation")
@Timeout(60)
@ExtendWith(StolenTime.class)
class UnreadAnswersTest {
    private static final double DISTURBED_MS = 10;

    @Test
    void whatAnAnswerWaitsToBeReadIsNoPartOfItsLatency() throws Exception {
        DisturbanceProbe.requireUndisturbed(
                DISTURBED_MS,
                () -> {
                    try (ScriptedServer server =
                            new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
                        Result result =
                                Loads.over(
                                        "uring",
                                        server.url(),
                                        "--connections=32",
                                        "--rate=1000",
                                        "--pacing=grid",
                                        "--grid=1ms",
                                        "--warm-up=1s",
                                        "--duration=2s");
                        assumeTrue(result.stamped(), "the kernel's receive times are not used");
                        assertEquals(result.begun(), result.ok() + result.abandoned());
                        double unreadMs =
                                result.worst(SelfCheck.Figures::unreadMeanMs).orElseThrow();
                        double latencyMs = result.latencies().p50().orElseThrow();
                        // Each is due at a point of the grid, is answered in a fraction of the
                        // time to the next, and read then.
                        return unreadMs > 0.4 && latencyMs < 0.5
                                ? ""
                                : "unread for %.3f ms, latency %.3f ms; "
                                        .formatted(unreadMs, latencyMs);
                    }
                });
    }
}
