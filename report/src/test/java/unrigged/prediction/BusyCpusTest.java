package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BusyCpusTest {
    @Test
    void oneRequestKeepsOneCpuBusy() {
        assertEquals(1, BusyCpus.ofLoops(2, 2, 0.5).with(1), 1e-6);
        assertEquals(1, BusyCpus.shared(2).with(1));
        assertEquals(2, BusyCpus.shared(2).with(500));
    }

    /** Nearly all work is a loop's: two requests meet on one of two loops in half of the cases. */
    @Test
    void twoRequestsMeetOnALoop() {
        assertEquals(1.5, BusyCpus.ofLoops(2, 2, 0.9999).with(2), 0.001);
    }

    /** One loop on two CPUs: the other CPU does the rest meanwhile, as fast as the loop goes. */
    @Test
    void oneLoopIsTheBottleneck() {
        assertEquals(1 / 0.8, BusyCpus.ofLoops(2, 1, 0.8).with(200), 0.03);
    }

    @Test
    void moreRequestsNeverKeepFewerCpusBusy() {
        for (int loops : new int[] {1, 2, 5}) {
            BusyCpus busy = BusyCpus.ofLoops(4, loops, 0.6);
            for (int n = 1; n < 300; n++) {
                assertTrue(busy.with(n) >= busy.with(n - 1) - 1e-9, loops + " " + n);
                assertTrue(busy.with(n) <= Math.min(4, n) + 1e-9, loops + " " + n);
            }
        }
    }
}
