package unrigged.prediction;

import java.util.Arrays;

/**
 * How many CPUs are busy, in the mean, while so many requests need CPU time: what makes the CPUs
 * one station whose rate depends on its load (flow-equivalent server: Chandy, Herzog and Woo,
 * <em>Parametric analysis of queuing networks</em>, IBM Journal of Research and Development 19,
 * 1975).
 */
final class BusyCpus {
    /** From here on the rate is that of so many requests. */
    private static final int REQUESTS_MAX = 256;

    /** So many requests more change nothing: the rate has its limit. */
    private static final int PLATEAU = 8;

    private static final double NEGLIGIBLE = 1e-5;
    private static final int HALVINGS = 30;
    private static final double[] LOG_FACTORIAL = new double[REQUESTS_MAX + 1];

    static {
        for (int n = 1; n <= REQUESTS_MAX; n++) {
            LOG_FACTORIAL[n] = LOG_FACTORIAL[n - 1] + Math.log(n);
        }
    }

    private final double[] byRequests;

    private BusyCpus(double[] byRequests) {
        this.byRequests = byRequests;
    }

    /** Any CPU takes up any request. */
    static BusyCpus shared(int cpus) {
        double[] busy = new double[cpus + 1];
        Arrays.setAll(busy, n -> n);
        return new BusyCpus(busy);
    }

    /**
     * Requests fall to event loops by chance, and each loop has one at a time on a CPU; the rest of
     * their work (proxy, pool, database, generator) any CPU takes up.
     *
     * <p>With n requests the share that is at the loops settles where both kinds of work are done
     * at the same rate, all runnable threads at the same speed; loops are then busy as boxes are
     * occupied by balls thrown at random (Feller, <em>An Introduction to Probability Theory</em> I,
     * II.5). Assumes that a request is at a loop or not independently of the others; checked
     * against an event simulation.
     *
     * @param loopShare of a request's CPU time that a loop has, in (0, 1)
     */
    static BusyCpus ofLoops(int cpus, int loops, double loopShare) {
        double[] busy = new double[REQUESTS_MAX + 1];
        for (int n = 1; n <= REQUESTS_MAX; n++) {
            // One more request never keeps fewer CPUs busy; computed as if independent, it may, by
            // a hair.
            busy[n] = Math.max(busy[n - 1], busyOfLoops(cpus, loops, loopShare, n));
            if (n > PLATEAU && busy[n] - busy[n - PLATEAU] < NEGLIGIBLE) {
                return new BusyCpus(Arrays.copyOf(busy, n + 1));
            }
        }
        return new BusyCpus(busy);
    }

    /** Up to so many requests the rate grows; beyond it is the same. */
    int rising() {
        return byRequests.length - 1;
    }

    double with(int requests) {
        return byRequests[Math.min(requests, byRequests.length - 1)];
    }

    /** Where loops and the rest of the system work at the same rate of requests. */
    private static double busyOfLoops(int cpus, int loops, double loopShare, int n) {
        double low = 0;
        double high = 1;
        Busy busy = new Busy(0, 0);
        for (int i = 0; i < HALVINGS; i++) {
            double atLoops = (low + high) / 2;
            busy = busy(cpus, loops, n, atLoops);
            if (busy.withLoops() * (1 - loopShare) < busy.withOthers() * loopShare) {
                low = atLoops;
            } else {
                high = atLoops;
            }
        }
        return busy.withLoops() + busy.withOthers();
    }

    /** CPUs that are busy with one kind of work or the other, in the mean. */
    private record Busy(double withLoops, double withOthers) {}

    /**
     * @param atLoops the chance that one of the n requests is at a loop
     */
    private static Busy busy(int cpus, int loops, int n, double atLoops) {
        double[] occupied = new double[loops + 1];
        occupied[0] = 1;
        double withLoops = 0;
        double withOthers = 0;
        // Balls are added one at a time: k of the n requests are at loops, the others anywhere
        // else.
        for (int k = 0; k <= n; k++) {
            double weight = binomial(n, k, atLoops);
            for (int j = 0; j <= loops; j++) {
                int runnable = n - k + j;
                double speed = weight * occupied[j] * Math.min(1, (double) cpus / runnable);
                withLoops += speed * j;
                withOthers += speed * (n - k);
            }
            throwOne(occupied);
        }
        return new Busy(withLoops, withOthers);
    }

    /** The chances of so many occupied boxes, with one more ball. */
    private static void throwOne(double[] occupied) {
        int boxes = occupied.length - 1;
        for (int j = boxes; j >= 1; j--) {
            occupied[j] = occupied[j] * j / boxes + occupied[j - 1] * (boxes - j + 1) / boxes;
        }
        occupied[0] = 0;
    }

    /** p in (0, 1). */
    private static double binomial(int n, int k, double p) {
        return Math.exp(
                LOG_FACTORIAL[n]
                        - LOG_FACTORIAL[k]
                        - LOG_FACTORIAL[n - k]
                        + k * Math.log(p)
                        + (n - k) * Math.log1p(-p));
    }
}
