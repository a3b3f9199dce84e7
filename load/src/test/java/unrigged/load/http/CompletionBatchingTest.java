package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionBatchingTest {
    private final CompletionBatching batching = new CompletionBatching();

    @ParameterizedTest(name = "the next request leaves in {0} ns: waits for {1} answers, {2} ns")
    @CsvSource({
        "50000,   64, 50000",
        "1000000, 64, 1000000",
        "1000001, 64, 0",
        "0,       64, 0",
        "-7,      64, 0",
    })
    void anOpenLoopReadsAnswersWhenItWakesToSend(long inNs, int enough, long batchWaitNs) {
        batching.untilNextLeaves(inNs);
        assertEquals(enough, batching.enough());
        assertEquals(batchWaitNs, batching.batchWaitNs());
    }

    @ParameterizedTest(name = "{0} in flight, {1} at once: waits for {2} answers, {3} ns")
    @CsvSource({
        "100,  8,  50, 50000",
        "100,  7,  50, 0",
        "16,   8,  8,  50000",
        "1000, 60, 64, 50000",
        "1,    1,  1,  0",
        "0,    9,  1,  50000",
    })
    void aClosedLoopLeavesMostConnectionsWithTheServer(
            int inFlight, long foundAtOnce, int enough, long batchWaitNs) {
        batching.whileDense(inFlight, foundAtOnce);
        assertEquals(enough, batching.enough());
        assertEquals(batchWaitNs, batching.batchWaitNs());
    }
}
