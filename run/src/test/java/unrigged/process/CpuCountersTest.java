package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class CpuCountersTest {
    private static final String STAT =
            """
            cpu  100 0 50 1000 20 3 9 4 0 0
            cpu0 60 0 30 400 5 1 6 1 0 0
            cpu1 30 0 10 300 10 1 2 2 0 0
            cpu10 10 0 10 300 5 1 1 1 0 0
            intr 12345
            """;

    @Test
    void onlyTheCpusThatTheRunMayUseCount() {
        BitSet allowed = CpuCounters.numbers("1,8-11");
        assertEquals(
                new CpuCounters(2, 6_150_000_000L, 50_000_000L, 30_000_000L),
                CpuCounters.parse(STAT, allowed));
    }

    @Test
    void whatIsReadHereIsOfTheCpusOfThisProcess() throws Exception {
        CpuCounters counters = CpuCounters.read();
        assertEquals(CpuCounters.allowed().cardinality(), counters.cpus());
        assertTrue(counters.idleNs() > 0);
    }
}
