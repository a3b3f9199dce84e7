package unrigged.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Takes what the loops have to say and says it on a thread of its own, so that no socket, file or
 * percentile ever delays a request.
 *
 * <p>A loop's thread hands over one histogram a second and gets an emptied one back, so that two or
 * three of them last for any run. The sums over the loops and over the window are made here.
 */
final class Reporter implements AutoCloseable {
    private final List<LoadProgress> listeners;
    private final Consumer<Boundary> boundaries;
    private final int parts;
    private final Map<Phase, Integer> begun = new EnumMap<>(Phase.class);

    /** Seconds of a phase, by index, that not every loop has reported. */
    private final Map<Phase, Map<Integer, Together>> incomplete = new EnumMap<>(Phase.class);

    private final Map<Boundary, Integer> passed = new EnumMap<>(Boundary.class);
    private int ended;
    private final Histogram window = LatencyHistograms.empty();
    private final List<LoadProgress.Second> seconds = new ArrayList<>();
    private final LinkedBlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Histogram> spare = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean closing;

    private final HistogramLog log;

    /**
     * @param boundaries is told of them at once, before the listeners
     * @param parts loops that report
     */
    Reporter(
            List<LoadProgress> listeners,
            Consumer<Boundary> boundaries,
            HistogramLog log,
            int parts) {
        this.listeners = List.copyOf(listeners);
        this.boundaries = boundaries;
        this.parts = parts;
        this.log = log;
        spare.add(LatencyHistograms.empty());
        spare.add(LatencyHistograms.empty());
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

    /** An empty histogram; from a loop's thread. */
    Histogram emptyHistogram() {
        Histogram empty = spare.poll();
        return empty == null ? LatencyHistograms.empty() : empty;
    }

    /** A loop passed a boundary; it is said when all have, and nothing is worked out before. */
    void passed(Boundary boundary) {
        messages.add(() -> {
            if (passed.merge(boundary, 1, Integer::sum) == parts) {
                boundaries.accept(boundary);
            }
        });
    }

    /** A loop began a phase; it is said when all have, after all that they said before. */
    void began(Phase phase, long epochMs) {
        messages.add(() -> {
            if (begun.merge(phase, 1, Integer::sum) == parts) {
                flush(Phase.WARM_UP);
                listeners.forEach(listener -> listener.began(phase));
                if (phase == Phase.WINDOW) {
                    log.begin(epochMs);
                }
            }
        });
    }

    void windowEnded() {
        messages.add(() -> {
            ended++;
            if (ended == parts) {
                flush(Phase.WINDOW);
                listeners.forEach(LoadProgress::windowEnded);
            }
        });
    }

    /** Takes over {@code full}, which holds the interval's answers and timeouts. */
    void second(Interval interval, Histogram full) {
        messages.add(() -> take(interval, full));
    }

    private void take(Interval interval, Histogram full) {
        Map<Integer, Together> ofPhase =
                incomplete.computeIfAbsent(interval.phase(), _ -> new TreeMap<>());
        Together second =
                ofPhase.computeIfAbsent(interval.index(), _ -> new Together(interval.phase()));
        second.add(interval, full);
        full.reset();
        spare.add(full);
        if (second.seen == parts) {
            ofPhase.remove(interval.index());
            tell(interval.index(), second);
        }
    }

    /** Loops end a phase at almost the same time: the last piece of a second may be one's alone. */
    private void flush(Phase phase) {
        Map<Integer, Together> rest = incomplete.remove(phase);
        if (rest != null) {
            rest.forEach(this::tell);
        }
    }

    private void tell(int index, Together all) {
        LoadProgress.Second second =
                new LoadProgress.Second(
                        all.phase,
                        index,
                        all.lengthNs / 1e9,
                        all.ok,
                        all.failed,
                        LatencyHistograms.percentileMs(all.latencies, 50),
                        LatencyHistograms.percentileMs(all.latencies, 99));
        listeners.forEach(listener -> listener.second(second));
        if (all.phase == Phase.WINDOW) {
            window.add(all.latencies);
            seconds.add(second);
            log.interval(all.startNs, all.lengthNs, all.latencies);
        }
    }

    /** One second of all loops. */
    private static final class Together {
        private final Phase phase;
        private final Histogram latencies = LatencyHistograms.empty();
        private int seen;
        private long startNs;
        private long lengthNs;
        private long ok;
        private long failed;

        Together(Phase phase) {
            this.phase = phase;
        }

        void add(Interval interval, Histogram full) {
            seen++;
            startNs = interval.startNs();
            lengthNs = Math.max(lengthNs, interval.lengthNs());
            ok += interval.ok();
            failed += interval.failed();
            latencies.add(full);
        }
    }

    /**
     * @param startNs from the beginning of the phase
     */
    record Interval(Phase phase, int index, long startNs, long lengthNs, long ok, long failed) {}

    /** Waits until all is said. */
    void finish() throws InterruptedException {
        messages.add(() -> {
            flush(Phase.WARM_UP);
            flush(Phase.WINDOW);
            closing = true;
        });
        done.await();
    }

    /** Ends the thread, if {@link #finish} has not. */
    @Override
    public void close() {
        messages.add(() -> closing = true);
    }

    /** The window's answers and timeouts; after {@link #finish}. */
    Histogram window() {
        return window;
    }

    /** The window's; after {@link #finish}. */
    List<LoadProgress.Second> seconds() {
        return List.copyOf(seconds);
    }
}
