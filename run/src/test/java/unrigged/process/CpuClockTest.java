package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CpuClockTest {
    private static final long SELF = ProcessHandle.current().pid();

    /** A thread that has ended keeps its part; the ticks of /proc are 10 ms. */
    @Test
    void ofAllThreadsAlsoThoseThatHaveEnded() throws Exception {
        CpuClock clock = new CpuClock();
        long before = clock.ns(SELF).orElseThrow();
        Thread spinner =
                new Thread(() -> {
                    long untilNs = System.nanoTime() + 200_000_000;
                    while (System.nanoTime() < untilNs) {
                        Thread.onSpinWait();
                    }
                });
        spinner.start();
        spinner.join();
        long used = clock.ns(SELF).orElseThrow() - before;
        assertTrue(used > 20_000_000, "used " + used + " ns");
    }

    /** Finer than the ticks in which /proc counts. */
    @Test
    void agreesWithTheProcessTable() {
        CpuClock clock = new CpuClock();
        long ns = clock.ns(SELF).orElseThrow();
        ProcessTable.Row row = ProcessTable.one(SELF).orElseThrow();
        long ticks = row.userNs() + row.systemNs();
        assertTrue(Math.abs(ns - ticks) < 100_000_000, ns + " and " + ticks);
    }

    @Test
    void aProcessThatIsGoneHasNone() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertEquals(OptionalLong.empty(), new CpuClock().ns(ended.pid()));
    }
}
