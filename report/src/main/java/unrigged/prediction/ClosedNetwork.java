package unrigged.prediction;

/**
 * Clients that each have one request under way: it waits for the query's delay, and has CPU time.
 *
 * <p>With n requests the number k of those that need CPU time is a birth–death process: a delay
 * ends at the rate (n − k)/S, a request's CPU time at the rate b(k)/D. Its solution is the one that
 * exact mean value analysis gives for a delay and a load-dependent station (Reiser and Lavenberg,
 * <em>Mean-value analysis of closed multichain queuing networks</em>, Journal of the ACM 27, 1980),
 * without its loss of digits at high load; machine repairmen: Feller I, XVII.7. It holds for any
 * distribution of delays, and of CPU times where CPUs are shared in turns (Baskett, Chandy, Muntz
 * and Palacios, Journal of the ACM 22, 1975).
 *
 * @param demandS CPU time of one request, s
 * @param delayS what it waits for without a CPU, s
 */
record ClosedNetwork(double demandS, double delayS, BusyCpus cpus) {
    private static final double LARGE = 1e200;

    /** A weight that no digit of a sum sees; those behind it are smaller. */
    private static final double NEGLIGIBLE = 1e-17;

    /** Of the limit: more requests change nothing. */
    static final double PLATEAU = 1 - 1e-9;

    ClosedNetwork {
        if (!(demandS > 0) || !(delayS >= 0)) {
            throw new IllegalArgumentException(
                    "demand must be positive and delay at least 0 but they are "
                            + demandS
                            + ", "
                            + delayS);
        }
    }

    /**
     * The mean of what so many requests under way do.
     *
     * @param perSecond requests that end
     * @param onCpu how many of them need CPU time
     * @param underWay all of them, but those that wait for a place
     */
    record Load(double perSecond, double onCpu, double underWay) {
        private Load towards(Load other, double part) {
            return new Load(
                    perSecond + part * (other.perSecond - perSecond),
                    onCpu + part * (other.onCpu - onCpu),
                    underWay + part * (other.underWay - underWay));
        }
    }

    Load with(int requests) {
        if (delayS == 0) {
            return new Load(cpus.with(requests) / demandS, requests, requests);
        }
        // As many wait for their delay while all CPUs are busy.
        double waiting = delayS * cpus.with(requests) / demandS;
        return waiting > requests / 2.0 ? fromIdle(requests) : fromBusy(requests);
    }

    /** Sums over all k, the lowest first, until the others are negligible. */
    private Load fromIdle(int requests) {
        double weight = 1;
        double sum = 1;
        double busy = 0;
        double onCpu = 0;
        double rate = 0;
        // What one request that waits for its delay adds to those that need CPU time.
        double each = 0;
        int rising = cpus.rising();
        for (int k = 1; k <= requests; k++) {
            if (k <= rising) {
                rate = cpus.with(k);
                each = demandS / (delayS * rate);
            }
            weight *= (requests - k + 1) * each;
            sum += weight;
            busy += weight * rate;
            onCpu += weight * k;
            if (weight < sum * NEGLIGIBLE && (requests - k) * each < 1) {
                break;
            }
            if (weight > LARGE) {
                weight /= LARGE;
                sum /= LARGE;
                busy /= LARGE;
                onCpu /= LARGE;
            }
        }
        return new Load(busy / sum / demandS, onCpu / sum, requests);
    }

    /** The same, the highest first: where CPUs are busy the lowest are negligible. */
    private Load fromBusy(int requests) {
        double weight = 1;
        double sum = 0;
        double busy = 0;
        double onCpu = 0;
        int rising = cpus.rising();
        double rate = cpus.with(requests);
        double each = delayS * rate / demandS;
        for (int k = requests; k > 0; k--) {
            if (k < rising) {
                rate = cpus.with(k);
                each = delayS * rate / demandS;
            }
            sum += weight;
            busy += weight * rate;
            onCpu += weight * k;
            weight *= each / (requests - k + 1);
            if (weight < sum * NEGLIGIBLE && each < requests - k + 2) {
                break;
            }
            if (weight > LARGE) {
                weight /= LARGE;
                sum /= LARGE;
                busy /= LARGE;
                onCpu /= LARGE;
            }
        }
        sum += weight;
        return new Load(busy / sum / demandS, onCpu / sum, requests);
    }

    /**
     * What a request holds one of a few places for, a worker or a database session.
     *
     * @param few how many places there are
     * @param ofCpu part of its CPU time
     * @param ofDelay part of what it waits for without a CPU
     */
    record Places(int few, double ofCpu, double ofDelay) {
        private double held(int requests, Load load) {
            return (requests - load.onCpu()) * ofDelay + load.onCpu() * ofCpu;
        }
    }

    /**
     * The same with places. Requests beyond them wait outside, and hold nothing: as many are under
     * way as fill the places in the mean. What is held grows with them, about as a straight line:
     * of three guesses two are by that line and one is in the middle, where it has a knee.
     */
    Load with(int clients, Places places) {
        return with(clients, with(clients), places);
    }

    /**
     * @param all what they do without places
     */
    Load with(int clients, Load all, Places places) {
        double above = places.held(clients, all);
        if (clients <= places.few || above <= places.few) {
            return all;
        }
        int few = places.few;
        int many = clients;
        Load fewer = with(few);
        Load more = all;
        double below = places.held(few, fewer);
        for (int i = 1; many - few > 1; i++) {
            double share = i % 3 == 0 ? 0.5 : (places.few - below) / (above - below);
            int guess = Math.clamp(few + (long) (share * (many - few)), few + 1, many - 1);
            Load load = with(guess);
            double held = places.held(guess, load);
            if (held <= places.few) {
                few = guess;
                fewer = load;
                below = held;
            } else {
                many = guess;
                more = load;
                above = held;
            }
        }
        return fewer.towards(more, (places.few - below) / (above - below));
    }

    /** What it does of any number of requests. */
    Load limit() {
        return new Load(
                cpus.with(Integer.MAX_VALUE) / demandS, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The same with places: until they are filled, or the CPUs are, where places are many. */
    Load limit(Places places) {
        Load most = limit();
        int requests = 1;
        Load load = with(requests);
        while (places.held(requests, load) < places.few) {
            if (load.perSecond >= most.perSecond * PLATEAU) {
                // Each further request waits for a CPU.
                double further = (places.few - places.held(requests, load)) / places.ofCpu;
                return new Load(most.perSecond, most.onCpu, requests + further);
            }
            requests = Math.multiplyExact(requests, 2);
            load = with(requests);
        }
        return with(requests, places);
    }
}
