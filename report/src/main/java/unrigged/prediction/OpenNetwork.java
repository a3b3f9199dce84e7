package unrigged.prediction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import unrigged.prediction.ClosedNetwork.Load;

/**
 * Requests that arrive at a rate, as a Poisson process, whatever the answers do.
 *
 * <p>Of n requests under way the network ends X(n) per second, as in a closed loop of n clients: it
 * is one server whose rate depends on its load (flow-equivalent server: Chandy, Herzog and Woo, IBM
 * Journal of Research and Development 19, 1975; Denning and Buzen, <em>The operational analysis of
 * queueing network models</em>, ACM Computing Surveys 10, 1978; Lazowska et al. 1984, chapter 8).
 * Their number is then a birth–death process. Exact for a delay and CPUs that are shared in turns;
 * with places or event loops an approximation, checked against an event simulation.
 *
 * @param most what it does of any number of requests; those beyond {@link Load#underWay} wait for a
 *     place
 */
record OpenNetwork(ClosedNetwork network, Load most) {
    /** Weights below this part of their sum change nothing. */
    private static final double NEGLIGIBLE = 1e-13;

    /**
     * Requests wait for a place in the order of their arrival, and all ask for the same work: the
     * mean wait is half of the process's, whose work is exponential (Pollaczek and Khinchine; of
     * several places Lee and Longton, Operational Research Quarterly 10, 1959; of places whose
     * holders share CPUs Zhang and Zwart, Queueing Systems 60, 2008).
     */
    private static final double WAIT_OF_ALIKE = 0.5;

    /**
     * Of requests from the instant at which they are due.
     *
     * @param withoutWaitingS of a request that has a CPU and a place at once: the least that any
     *     arrivals have
     */
    record Latency(double meanS, double p50S, double p99S, double withoutWaitingS) {}

    /** What requests at a rate find; empty where more arrive than end, however many there are. */
    Optional<Latency> at(double perSecond) {
        return perSecond < most.perSecond() * ClosedNetwork.PLATEAU
                ? Optional.of(stable(perSecond))
                : Optional.empty();
    }

    private Latency stable(double perSecond) {
        int mode = mode(perSecond);
        Deque<Double> weights = new ArrayDeque<>();
        weights.add(1.0);
        double sum = 1;
        for (int n = mode; n > 0 && weights.getFirst() > sum * NEGLIGIBLE; n--) {
            weights.addFirst(weights.getFirst() * ended(n) / perSecond);
            sum += weights.getFirst();
        }
        int below = weights.size();
        for (int n = mode + 1;
                weights.getLast() > sum * NEGLIGIBLE
                        && ended(n) < most.perSecond() * ClosedNetwork.PLATEAU;
                n++) {
            weights.addLast(weights.getLast() * perSecond / ended(n));
            sum += weights.getLast();
        }
        return new UnderWay(
                        this,
                        mode + 1 - below,
                        weights.stream().mapToDouble(Double::doubleValue).toArray(),
                        perSecond / most.perSecond())
                .latency(perSecond);
    }

    /** The likeliest number of requests under way: of one more, more end than arrive. */
    private int mode(double perSecond) {
        int high = 1;
        while (ended(high) < perSecond) {
            high = Math.multiplyExact(high, 2);
        }
        int low = high / 2;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (ended(middle) < perSecond) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double ended(int n) {
        return n < most.underWay() ? network.with(n).perSecond() : most.perSecond();
    }

    /** Requests under way, and of those that wait for a place the part that counts. */
    private double counted(double n) {
        double outside = Math.max(0, n - most.underWay());
        return n - (1 - WAIT_OF_ALIKE) * outside;
    }

    /**
     * Of a request that finds n under way: all up to itself, one after the other, at the rate at
     * which so many end (distributional form of Little's law: Haji and Newell, Journal of Applied
     * Probability 8, 1971). Between whole numbers it is interpolated.
     */
    private double latencyS(double n) {
        int few = (int) Math.max(0, Math.floor(n));
        double part = Math.max(0, n - few);
        return (1 - part) * counted(few + 1) / ended(few + 1)
                + part * counted(few + 2) / ended(few + 2);
    }

    /** How many requests are under way. */
    private static final class UnderWay {
        private final OpenNetwork loop;

        /** The lowest number. */
        private final int first;

        /** Of the lowest number and of those that follow. */
        private final double[] weights;

        /** Of each further number's weight to the one before it. */
        private final double ratio;

        private UnderWay(OpenNetwork loop, int first, double[] weights, double ratio) {
            this.loop = loop;
            this.first = first;
            this.weights = weights;
            this.ratio = ratio;
        }

        private Latency latency(double perSecond) {
            double mean = 0;
            for (int i = 0; i < weights.length; i++) {
                mean += weights[i] * loop.counted(first + i);
            }
            return new Latency(
                    (mean + further() * meanOfFurther()) / sum() / perSecond,
                    quantileS(0.5),
                    quantileS(0.99),
                    loop.network.demandS() + loop.network.delayS());
        }

        private double sum() {
            return Arrays.stream(weights).sum() + further();
        }

        private int last() {
            return first + weights.length - 1;
        }

        /** Weight of all numbers beyond the last one: a geometric series. */
        private double further() {
            return weights[weights.length - 1] * ratio / (1 - ratio);
        }

        /** Of what counts of those numbers. */
        private double meanOfFurther() {
            double steps = ratio / (1 - ratio);
            double next = last() + 1;
            double waiting = Math.max(next, Math.ceil(loop.most.underWay()));
            double outside =
                    Math.pow(ratio, waiting - next) * (waiting - loop.most.underWay() + steps);
            return next + steps - (1 - WAIT_OF_ALIKE) * outside;
        }

        private double quantileS(double share) {
            double below = 0;
            double wanted = share * sum();
            for (int i = 0; i < weights.length; i++) {
                if (below + weights[i] >= wanted) {
                    return loop.latencyS(first + i - 1 + (wanted - below) / weights[i]);
                }
                below += weights[i];
            }
            return loop.latencyS(last() + Math.log((sum() - wanted) / further()) / Math.log(ratio));
        }
    }
}
