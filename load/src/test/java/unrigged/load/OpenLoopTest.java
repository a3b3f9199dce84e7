package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests that are due by the clock before a server that is slower than that. It answers one
 * request each 10 ms, at instants that are computed: the n-th of those due each 5 ms is answered
 * after 10 (n + 1) - 5 n ms, whatever the machine does in between.
 */
@Tag("simulation")
@Timeout(180)
@ParameterizedClass
@ExtendWith(StolenTime.class)
@CsvSource({
    "nio, true",
    "nio, false",
    "epoll, true",
    "epoll, false",
    "uring, true",
    "uring, false"
})
class OpenLoopTest {
    private static final double SERVICE_MS = 10;
    private static final double DUE_EACH_MS = 5;

    /** Two hundred per second, twice of what the server can do. */
    private static final double RATE_PER_S = 200;

    private static final String RATE = "--rate=200";

    /** A busy machine answers late; but this is for less than a tenth of what is asserted. */
    private static final double LATE_MS = 40;

    @Parameter(0)
    private String transport = "";

    @Parameter(1)
    private boolean keepAlive;

    @Test
    void latencyFollowsTheBacklogFromTheInstantAtWhichARequestWasDue() throws Exception {
        DisturbanceProbe.requireUndisturbed(
                LATE_MS / 2,
                () -> {
                    try (ScriptedServer server = oneEach10Ms()) {
                        Result result = run(server, "--connections=4", RATE, "--duration=1s");
                        requireSum(result);
                        assertEquals(Map.of(), result.failed());
                        long due = result.offered().orElseThrow();
                        assertEquals(RATE_PER_S * result.durationS(), (double) due, 5, "due");
                        assertEquals(due - result.ok(), result.abandoned(), "not answered");
                        return off(result);
                    }
                });
    }

    @Test
    void aWarmUpsBacklogGoesOnInTheWindow() throws Exception {
        try (ScriptedServer server = oneEach10Ms()) {
            Result result =
                    run(server, "--connections=4", RATE, "--warm-up=600ms", "--duration=600ms");
            requireSum(result);
            // 120 were due before and 60 answered; the 60 others are among those of the window.
            assertEquals(120 + 60, (double) result.begun(), 12);
            assertEquals(120, (double) result.offered().orElseThrow(), 6);
            // The first answer of the window was due 300 ms before it, the last one 600.
            assertTrue(
                    result.latencies().p50().orElse(0) >= 450 - 30, result.latencies().toString());
        }
    }

    @Test
    void aRequestThatNeverFoundAConnectionTimesOutAndCountsAmongTheLatencies() throws Exception {
        try (ScriptedServer server = oneEach10Ms()) {
            Result result =
                    run(server, "--connections=4", RATE, "--timeout=200ms", "--duration=1s");
            requireSum(result);
            assertEquals(Set.of("timeout"), result.failed().keySet(), result.failed().toString());
            assertTrue(Loads.failed(result, "timeout") >= 20, result.failed().toString());
            double longest = result.latencies().max().orElse(0);
            assertTrue(longest >= 199.8, "longest " + longest);
            assertTrue(longest <= 200 + 3 * LATE_MS, "longest " + longest);
            // What is left at the end is younger than the timeout.
            assertTrue(result.abandoned() <= (200 + LATE_MS) / DUE_EACH_MS, "" + result);
        }
    }

    @Test
    void aNumberOfRequestsEndsWithTheLastOfThem() throws Exception {
        DisturbanceProbe.requireUndisturbed(
                LATE_MS / 2,
                () -> {
                    try (ScriptedServer server = oneEach10Ms()) {
                        Result result = run(server, "--connections=4", RATE, "--requests=60");
                        requireSum(result);
                        assertEquals(60, result.ok());
                        assertEquals(60, server.requests.get());
                        return off(result);
                    }
                });
    }

    /** P50 and the longest latency of those that were answered, who are the first ones due. */
    private static String off(Result result) {
        double half = Math.ceil(result.ok() / 2.0) - 1;
        return off(half, result.latencies().p50().orElse(0))
                + off(result.ok() - 1.0, result.latencies().max().orElse(0));
    }

    private static String off(double index, double ms) {
        double theory = SERVICE_MS * (index + 1) - DUE_EACH_MS * index;
        return ms >= 0.99 * theory && ms <= 1.01 * theory + LATE_MS
                ? ""
                : "request " + index + ": " + ms + " ms, in theory " + theory + "; ";
    }

    private static void requireSum(Result result) {
        long failed = result.failed().values().stream().mapToLong(Totals.Failures::count).sum();
        assertEquals(result.begun(), result.ok() + failed + result.abandoned());
        assertEquals(
                result.ok(), result.seconds().stream().mapToLong(LoadProgress.Second::ok).sum());
    }

    private Result run(ScriptedServer server, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = keepAlive ? "--method=GET" : "--no-keepalive";
        return Loads.over(transport, server.url(), all);
    }

    private static ScriptedServer oneEach10Ms() throws Exception {
        Turns turns = new Turns();
        return new ScriptedServer((client, out) -> {
            long waitNs = turns.nextNs() - System.nanoTime();
            if (waitNs > 0) {
                Thread.sleep(waitNs / 1_000_000, (int) (waitNs % 1_000_000));
            }
            return ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
        });
    }

    /** The instants at which a single worker is done, which never has a pause. */
    private static final class Turns {
        private static final long EACH_NS = (long) (SERVICE_MS * 1e6);
        private long lastNs;
        private boolean begun;

        /** A turn that was missed because this machine was busy is not lost. */
        synchronized long nextNs() {
            lastNs = begun ? lastNs + EACH_NS : System.nanoTime() + EACH_NS;
            begun = true;
            return lastNs;
        }
    }
}
