package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.HdrHistogram.Histogram;

/**
 * Takes what the loop has to say and says it on a thread of its own, so that no socket, file or
 * percentile ever delays a request.
 *
 * <p>The loop's thread hands over one histogram a second and gets an emptied one back, so that two
 * or three of them last for any run. The sum over the window is made here.
 */
final class Reporter {
    private final List<Progress> listeners;
    private final Histogram window = Latencies.empty();
    private final List<Progress.Second> seconds = new ArrayList<>();
    private final LinkedBlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Histogram> spare = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean closing;

    private final HistogramLog log;

    Reporter(List<Progress> listeners, HistogramLog log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
        spare.add(Latencies.empty());
        spare.add(Latencies.empty());
    }

    void start() {
        Thread thread = new Thread(this::run, "reporter");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closing || !messages.isEmpty()) {
                messages.take().run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    /** An empty histogram; from the loop's thread. */
    Histogram emptyHistogram() {
        Histogram empty = spare.poll();
        return empty == null ? Latencies.empty() : empty;
    }

    void began(Phase phase, long epochMs) {
        messages.add(() -> {
            listeners.forEach(listener -> listener.began(phase));
            if (phase == Phase.WINDOW) {
                log.begin(epochMs);
            }
        });
    }

    void windowEnded() {
        messages.add(() -> listeners.forEach(Progress::windowEnded));
    }

    /** Takes over {@code full}, which holds the interval's answers and timeouts. */
    void second(Interval interval, Histogram full) {
        messages.add(() -> take(interval, full));
    }

    private void take(Interval interval, Histogram full) {
        Progress.Second second =
                new Progress.Second(
                        interval.phase(),
                        interval.index(),
                        interval.lengthNs() / 1e9,
                        interval.ok(),
                        interval.failed(),
                        Latencies.percentileMs(full, 50),
                        Latencies.percentileMs(full, 99));
        listeners.forEach(listener -> listener.second(second));
        if (interval.phase() == Phase.WINDOW) {
            window.add(full);
            seconds.add(second);
            log.interval(interval.startNs(), interval.lengthNs(), full);
        }
        full.reset();
        spare.add(full);
    }

    /**
     * @param startNs from the beginning of the phase
     */
    record Interval(Phase phase, int index, long startNs, long lengthNs, long ok, long failed) {}

    /** Waits until all is said. */
    void finish() throws InterruptedException {
        messages.add(() -> closing = true);
        done.await();
    }

    /** The window's answers and timeouts; after {@link #finish}. */
    Histogram window() {
        return window;
    }

    /** The window's; after {@link #finish}. */
    List<Progress.Second> seconds() {
        return List.copyOf(seconds);
    }
}
