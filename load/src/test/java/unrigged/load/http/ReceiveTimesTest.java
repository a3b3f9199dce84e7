package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReceiveTimesTest {
    private static final long MS = 1_000_000;
    private static final long EPOCH = 1_700_000_000_000_000_000L;

    private final Hands clock = new Hands();
    private final ReceiveTimes times = new ReceiveTimes(clock);

    /** Two clocks that do not advance, but for what reading them takes. */
    private static final class Hands implements LoadClock {
        long loopNs;
        long aheadNs = EPOCH;
        long readingNs;

        @Override
        public long nowNs() {
            return loopNs;
        }

        @Override
        public long epochMs() {
            return epochNs() / MS;
        }

        @Override
        public long epochNs() {
            long epochNs = loopNs + readingNs / 2 + aheadNs;
            loopNs += readingNs;
            return epochNs;
        }
    }

    @Test
    void aDateIsTurnedIntoTheLoopsTime() {
        clock.loopNs = 5 * MS;
        assertEquals(3 * MS, times.loopNs(EPOCH + 3 * MS, 2 * MS, 5 * MS));
    }

    @Test
    void whatTheComparisonItselfTakesMakesNoDifference() {
        clock.readingNs = 1_000;
        clock.loopNs = 5 * MS;
        assertEquals(3 * MS, times.loopNs(EPOCH + 3 * MS, 2 * MS, 5 * MS));
    }

    @Test
    void withoutAReceiveTimeItIsNow() {
        assertEquals(5 * MS, times.loopNs(0, 2 * MS, 5 * MS));
    }

    @Test
    void aTimeBeforeTheRequestOrAfterNowIsNotBelieved() {
        clock.loopNs = 5 * MS;
        assertEquals(5 * MS, times.loopNs(EPOCH + 2 * MS - 1, 2 * MS, 5 * MS));
        assertEquals(5 * MS, times.loopNs(EPOCH + 5 * MS + 1, 2 * MS, 5 * MS));
    }

    @Test
    void aDateThatIsSetIsNoticedWithin10Ms() {
        clock.loopNs = 5 * MS;
        assertEquals(4 * MS, times.loopNs(EPOCH + 4 * MS, 2 * MS, 5 * MS));
        clock.aheadNs = EPOCH - 3_600_000 * MS;
        clock.loopNs = 14 * MS;
        assertEquals(
                14 * MS,
                times.loopNs(clock.aheadNs + 13 * MS, 12 * MS, 14 * MS),
                "not noticed yet, and not believed");
        clock.loopNs = 16 * MS;
        assertEquals(15 * MS, times.loopNs(clock.aheadNs + 15 * MS, 12 * MS, 16 * MS));
    }
}
