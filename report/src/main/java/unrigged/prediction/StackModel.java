package unrigged.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.prediction.Bound.Limit;
import unrigged.prediction.ClosedNetwork.Load;
import unrigged.prediction.ClosedNetwork.Places;

/** A stack as the closed network sees it. */
final class StackModel {
    /** A fixed point of the utilisation, which moves the demand by a few per cent. */
    private static final int ITERATIONS = 3;

    private static final int HALVINGS = 50;

    private static final double NS = 1e-9;

    /**
     * Of the extra latency, the part during which a session is held, and that during which a worker
     * is: the rest is spent between client, proxy and application. Found on 24 universes of eight
     * stacks, each left out in turn.
     */
    static final double LATENCY_OF_SESSION = 0.4;

    static final double LATENCY_OF_WORKER = 0.8;

    /** An instant of these years, in seconds since 2000; all until 2034 have as many digits. */
    private static final double EPOCH_S = 0x1p29 * 1.5;

    private final Concurrency concurrency;
    private final int cpus;
    private final Demand demand;
    private final Fitted fitted;

    private final BusyCpus shared;

    /** By the number of loops; the same for all that is fitted. */
    private final Map<Integer, BusyCpus> loops;

    private StackModel(
            Concurrency concurrency,
            int cpus,
            Demand demand,
            Fitted fitted,
            Map<Integer, BusyCpus> loops) {
        this.concurrency = concurrency;
        this.cpus = cpus;
        this.demand = demand;
        this.fitted = fitted;
        this.shared = BusyCpus.shared(cpus);
        this.loops = loops;
    }

    /**
     * With nothing lost.
     *
     * @param concurrency how its workers take up requests
     * @param cpus of the machine
     */
    StackModel(Concurrency concurrency, int cpus, Demand demand) {
        this(
                concurrency,
                cpus,
                demand,
                new Fitted(0, 1, 0),
                Collections.synchronizedMap(new HashMap<>()));
    }

    Fitted fitted() {
        return fitted;
    }

    StackModel with(Fitted other) {
        return new StackModel(concurrency, cpus, demand, other, loops);
    }

    /** The same stack on a machine of another number of CPUs. */
    StackModel onCpus(int count) {
        return count == cpus
                ? this
                : new StackModel(
                        concurrency,
                        count,
                        demand,
                        fitted,
                        Collections.synchronizedMap(new HashMap<>()));
    }

    /**
     * CPU time of one request, over all tiers.
     *
     * @param busyNs while all CPUs are busy
     * @param idleGrowth by how much more, as a logarithm, it takes on a machine that is all but
     *     idle: processes are woken one by one, and find cold caches
     * @param appShare of the stack's own processes
     * @param outerShare of the tiers that a worker does not wait for: generator and proxy
     */
    record Demand(double busyNs, double idleGrowth, double appShare, double outerShare) {
        double ns(double utilisation) {
            return busyNs * Math.exp(idleGrowth * (1 - Math.min(1, utilisation)));
        }
    }

    /**
     * What CPU accounting does not see.
     *
     * @param extraLatencyNs of a request, without a CPU: timers, wake-ups, handshakes
     * @param efficiency the part of the CPUs that its requests get; the rest is idle, or of others
     * @param bunched clients whose queries all wait equally long come back together, and wait for
     *     each other: of the CPU time of all clients this part is extra latency. 0 are independent
     *     arrivals; all of it has the pessimistic asymptotic bound (Muntz and Wong, <em>Asymptotic
     *     properties of closed queueing network models</em>, 1974). A few workers keep arrivals
     *     apart, so it counts for async stacks alone
     */
    record Fitted(double extraLatencyNs, double efficiency, double bunched) {}

    double perSecond(CellSettings cell) {
        double utilisation = 1;
        double perSecond = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double demandNs = demand.ns(utilisation);
            perSecond = perSecond(cell, demandNs);
            utilisation = perSecond * demandNs * NS / cpus;
        }
        return perSecond;
    }

    private double perSecond(CellSettings cell, double demandNs) {
        boolean sync = concurrency.sync();
        if (!sync && cell.clients() <= cell.dbSessions()) {
            // Sessions do not limit it, and together clients wait longer than one by one.
            return bunched(cell, demandNs);
        }
        ClosedNetwork network = network(cell, demandNs, 0);
        Load all = network.with(cell.clients());
        double bySessions = network.with(cell.clients(), all, sessions(cell)).perSecond();
        return Math.min(
                bySessions,
                sync
                        ? network.with(cell.clients(), all, workers(cell)).perSecond()
                        : bunched(cell, demandNs));
    }

    private double bunched(CellSettings cell, double demandNs) {
        double demandS = demandNs * NS / fitted.efficiency();
        double togetherS = fitted.bunched() * cell.clients() * demandS / cpus;
        return network(cell, demandNs, togetherS).with(cell.clients()).perSecond();
    }

    private ClosedNetwork network(CellSettings cell, double demandNs, double togetherS) {
        return new ClosedNetwork(
                demandNs * NS / fitted.efficiency(),
                (sleptNs(cell.delayNs()) + fitted.extraLatencyNs()) * NS + togetherS,
                busyCpus(cell));
    }

    private Places sessions(CellSettings cell) {
        return new Places(
                cell.dbSessions(),
                1 - demand.outerShare() - demand.appShare(),
                ofDelay(cell, LATENCY_OF_SESSION));
    }

    private Places workers(CellSettings cell) {
        return new Places(
                cell.workers(), 1 - demand.outerShare(), ofDelay(cell, LATENCY_OF_WORKER));
    }

    private OpenNetwork openNetwork(CellSettings cell, double demandNs) {
        ClosedNetwork network = network(cell, demandNs, 0);
        Load bySessions = network.limit(sessions(cell));
        Load byRest = concurrency.sync() ? network.limit(workers(cell)) : network.limit();
        return new OpenNetwork(
                network, bySessions.perSecond() < byRest.perSecond() ? bySessions : byRest);
    }

    /** What an open loop cannot exceed; the cell's clients do not count. */
    double capacity(CellSettings cell) {
        double settled = settled(demandNs -> openNetwork(cell, demandNs).most().perSecond());
        return openNetwork(cell, demand.ns(settled)).most().perSecond();
    }

    /** The part of the machine's CPU time that requests at this rate have. */
    double utilisation(double perSecond) {
        return settled(_ -> perSecond);
    }

    /**
     * What requests find that arrive as a Poisson process; empty from the capacity on. The cell's
     * clients do not count.
     */
    Optional<OpenNetwork.Latency> open(CellSettings cell, double perSecond) {
        return openNetwork(cell, demand.ns(utilisation(perSecond))).at(perSecond);
    }

    /**
     * The utilisation at which demand and rate belong to each other, to all digits: near the
     * capacity a latency is one over a small difference.
     */
    private double settled(DoubleUnaryOperator perSecond) {
        double utilisation = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double demandNs = demand.ns(utilisation);
            double found = perSecond.applyAsDouble(demandNs) * demandNs * NS / cpus;
            utilisation = (utilisation + found) / 2;
        }
        return utilisation;
    }

    /** The lowest of all bounds, at the CPU time of a busy machine. */
    Bound bound(CellSettings cell) {
        double cpuS = demand.busyNs() * NS;
        double sleptS = sleptNs(cell.delayNs()) * NS;
        double latencyS = fitted.extraLatencyNs() * NS;
        double inner = 1 - demand.outerShare();
        List<Bound> bounds = new ArrayList<>();
        bounds.add(new Bound(Limit.CPUS, cpus * fitted.efficiency() / cpuS));
        bounds.add(new Bound(Limit.CLIENTS, cell.clients() / (sleptS + latencyS + cpuS)));
        bounds.add(
                new Bound(
                        Limit.SESSIONS,
                        cell.dbSessions()
                                / (sleptS
                                        + LATENCY_OF_SESSION * latencyS
                                        + (inner - demand.appShare()) * cpuS)));
        if (onLoops()) {
            bounds.add(
                    new Bound(
                            Limit.LOOPS,
                            cell.workers() * fitted.efficiency() / (demand.appShare() * cpuS)));
        }
        if (concurrency.sync()) {
            bounds.add(
                    new Bound(
                            Limit.WORKERS,
                            cell.workers()
                                    / (sleptS + LATENCY_OF_WORKER * latencyS + inner * cpuS)));
        }
        return Collections.min(bounds, Comparator.comparingDouble(Bound::perSecond));
    }

    /** The part of all waiting in which a place is held; of the extra latency this part. */
    private double ofDelay(CellSettings cell, double ofLatency) {
        double sleptNs = sleptNs(cell.delayNs());
        double total = sleptNs + fitted.extraLatencyNs();
        return total == 0 ? 1 : (sleptNs + ofLatency * fitted.extraLatencyNs()) / total;
    }

    /**
     * PostgreSQL waits for whole milliseconds, rounded up, of what is left until an instant in
     * seconds as a double ({@code pg_sleep} in misc.c): a millisecond, whose sum with an instant is
     * a hair more than it, becomes two.
     */
    static double sleptNs(long delayNs) {
        double until = EPOCH_S + delayNs * NS;
        return Math.ceil((until - EPOCH_S) * 1e3) * 1e6;
    }

    private BusyCpus busyCpus(CellSettings cell) {
        return onLoops()
                ? loops.computeIfAbsent(
                        cell.workers(),
                        workers -> BusyCpus.ofLoops(cpus, workers, demand.appShare()))
                : shared;
    }

    private boolean onLoops() {
        return switch (concurrency) {
            case SYNC, PLATFORM_THREADS, VIRTUAL_THREADS, GOROUTINES -> false;
            case GREENLET, COROUTINE, EVENT_LOOP, UNKNOWN -> true;
        };
    }
}
