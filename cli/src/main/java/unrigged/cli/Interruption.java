package unrigged.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and SIGTERM) into an interrupt of the thread that works, and holds the end of the
 * program until that thread has stopped everything in order.
 */
final class Interruption implements AutoCloseable {
    private static volatile boolean underWay;

    private final CountDownLatch stopped = new CountDownLatch(1);

    private Interruption() {}

    /** Watches for the calling thread. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            if (interruption.stopped.getCount() > 0) {
                                underWay = true;
                                worker.interrupt();
                                interruption.await();
                            }
                        }));
        return interruption;
    }

    /** Whether the program is ending because of a signal: then it must not call exit itself. */
    static boolean underWay() {
        return underWay;
    }

    private void await() {
        try {
            // The supervisor ends every process anyway once this program is gone.
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                System.err.println(
                        "unrigged: the stop took too long; the supervisor ends what is left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
