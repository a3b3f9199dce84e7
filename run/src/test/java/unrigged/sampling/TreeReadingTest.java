package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import unrigged.metric.ProcessTurnover;
import unrigged.process.CpuClock;

class TreeReadingTest {
    @Test
    void aProcessThatCameCountsWholeAndOneThatIsGoneIsTold() {
        TreeReading first = new TreeReading(Map.of(10L, 500L, 11L, 900L));
        TreeReading last = new TreeReading(Map.of(10L, 700L, 12L, 40L));
        assertEquals(240, last.nsSince(first));
        assertEquals(new ProcessTurnover(1, 1, false), last.turnoverSince(first));
    }

    /** The kernel gives a number again: less time than before is another process. */
    @Test
    void aNumberThatIsGivenAgainIsAnotherProcess() {
        TreeReading first = new TreeReading(Map.of(10L, 500L));
        assertEquals(30, new TreeReading(Map.of(10L, 30L)).nsSince(first));
    }

    @Test
    void aTreeHasItsChildren() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 5 & sleep 5 & wait").start();
        try {
            CpuClock clock = new CpuClock();
            TreeReading tree = TreeReading.ofTree(clock, shell.pid());
            for (int i = 0; i < 100 && tree.processes().size() < 3; i++) {
                Thread.sleep(20);
                tree = TreeReading.ofTree(clock, shell.pid());
            }
            assertEquals(3, tree.processes().size());
            assertEquals(tree.processes(), TreeReading.of(clock, tree.processes()).processes());
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            assertTrue(shell.waitFor(5, TimeUnit.SECONDS));
        }
    }
}
