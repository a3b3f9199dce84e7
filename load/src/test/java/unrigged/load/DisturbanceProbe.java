package unrigged.load;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks again and again how much later than asked for it wakes up. It says whether the machine was
 * fit for a comparison of times, and knows nothing of the engine.
 */
final class DisturbanceProbe {
    private static final int ATTEMPTS = 6;

    /** The witness may have had one CPU while the engine waited for the other. */
    private static final int UNDISTURBED_ATTEMPTS = 2;

    private static final int IDLE_ATTEMPTS = 20;
    private static final long IDLE_MS = 500;
    private static final long SLEEP_NS = 500_000;

    private volatile boolean over;
    private volatile long longestNs;

    private DisturbanceProbe() {}

    /**
     * Makes a comparison, and makes it again when it fails while the witness was kept waiting for
     * longer than {@code disturbedMs}. Where it was not, two failures are enough; and six are,
     * since an error of the engine is there each time.
     *
     * @param comparison gives what was wrong; empty when all was right
     */
    static void requireUndisturbed(double disturbedMs, Callable<String> comparison)
            throws Exception {
        List<String> seen = new ArrayList<>();
        int undisturbed = 0;
        while (undisturbed < UNDISTURBED_ATTEMPTS && seen.size() < ATTEMPTS) {
            AtomicReference<String> wrong = new AtomicReference<>("");
            double longestMs = longestMs(() -> wrong.set(comparison.call()));
            if (wrong.get().isEmpty()) {
                return;
            }
            seen.add(wrong.get() + "the witness waited up to " + longestMs + " ms");
            boolean disturbed = longestMs > disturbedMs;
            undisturbed += disturbed ? 0 : 1;
            awaitIdle(disturbed ? disturbedMs : Double.MAX_VALUE);
        }
        fail(String.join("\n", seen));
    }

    /** For a while: on a machine that never is idle the next attempt has to do. */
    private static void awaitIdle(double disturbedMs) throws Exception {
        for (int i = 0; i < IDLE_ATTEMPTS; i++) {
            if (longestMs(() -> Thread.sleep(IDLE_MS)) <= disturbedMs) {
                return;
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double longestMs(Work work) throws Exception {
        DisturbanceProbe witness = new DisturbanceProbe();
        Thread thread = Thread.ofPlatform().daemon().start(witness::watch);
        try {
            work.run();
        } finally {
            witness.over = true;
            thread.join();
        }
        return witness.longestNs / 1e6;
    }

    private void watch() {
        while (!over) {
            long sinceNs = System.nanoTime();
            LockSupport.parkNanos(SLEEP_NS);
            longestNs = Math.max(longestNs, System.nanoTime() - sinceNs - SLEEP_NS);
        }
    }
}
