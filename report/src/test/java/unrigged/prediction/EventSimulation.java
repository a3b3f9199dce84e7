package unrigged.prediction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import unrigged.catalog.Concurrency;
import unrigged.experiment.CellSettings;
import unrigged.prediction.StackModel.Demand;

/**
 * The same system, event by event: clients in a closed loop or requests that arrive at a rate, CPUs
 * that all runnable threads share in turns, workers that hold a request from its first instruction
 * to its last, event loops that run one request at a time, a pool that hands out sessions in the
 * order in which they are asked for.
 */
final class EventSimulation {
    /** What a request does, in its order. */
    private enum Phase {
        OUTSIDE,
        OUTER,
        APP_BEFORE,
        IN_WORKER,
        DATABASE,
        DELAY,
        APP_AFTER
    }

    /** When the requests of an open loop arrive. */
    enum Arrivals {
        POISSON,
        CONSTANT
    }

    /** What was seen of a load, after its beginning. */
    record Seen(double perSecond, double meanS, double p50S, double p99S) {}

    private static final class Request {
        private final double bornS;
        private Phase phase = Phase.OUTER;
        private double left;
        private int loop;

        private Request(double bornS) {
            this.bornS = bornS;
        }
    }

    private final Concurrency concurrency;
    private final int cpus;
    private final double delayS;
    private final double outsideS;
    private final double inWorkerS;
    private final double demandS;
    private final Demand demand;
    private final Random random = new Random(11);

    private final List<Request> onCpu = new ArrayList<>();
    private final List<Request> delayed = new ArrayList<>();
    private final Deque<Request> forWorker = new ArrayDeque<>();
    private final Deque<Request> forSession = new ArrayDeque<>();
    private final List<Deque<Request>> forLoop = new ArrayList<>();
    private final boolean[] loopBusy;
    private int workersFree;
    private int sessionsFree;
    private double nowS;
    private final List<Double> latenciesS = new ArrayList<>();

    /** Of an open loop: requests per second; 0 is a closed loop. */
    private double rate;

    private Arrivals arrivals = Arrivals.POISSON;
    private double nextS = Double.POSITIVE_INFINITY;

    private EventSimulation(
            Concurrency concurrency,
            int cpus,
            Demand demand,
            double extraLatencyS,
            CellSettings cell) {
        this.concurrency = concurrency;
        this.cpus = cpus;
        this.demand = demand;
        this.demandS = demand.busyNs() / 1e9;
        double ofWorker =
                concurrency.sync() ? StackModel.LATENCY_OF_WORKER : StackModel.LATENCY_OF_SESSION;
        this.outsideS = (1 - ofWorker) * extraLatencyS;
        this.inWorkerS = (ofWorker - StackModel.LATENCY_OF_SESSION) * extraLatencyS;
        this.delayS = cell.delayNs() / 1e9 + StackModel.LATENCY_OF_SESSION * extraLatencyS;
        this.workersFree = cell.workers();
        this.sessionsFree = cell.dbSessions();
        this.loopBusy = new boolean[cell.workers()];
        for (int i = 0; i < cell.workers(); i++) {
            forLoop.add(new ArrayDeque<>());
        }
    }

    static Seen closed(
            Concurrency concurrency,
            int cpus,
            Demand demand,
            double extraLatencyS,
            CellSettings cell) {
        EventSimulation simulation =
                new EventSimulation(concurrency, cpus, demand, extraLatencyS, cell);
        for (int i = 0; i < cell.clients(); i++) {
            simulation.begin();
        }
        return simulation.seen(2_000, 20_000);
    }

    /** The cell's clients do not count. */
    static Seen open(
            Concurrency concurrency,
            int cpus,
            Demand demand,
            double extraLatencyS,
            CellSettings cell,
            Arrivals arrivals,
            double rate,
            int requests) {
        EventSimulation simulation =
                new EventSimulation(concurrency, cpus, demand, extraLatencyS, cell);
        simulation.arrivals = arrivals;
        simulation.rate = rate;
        simulation.nextS = 0;
        return simulation.seen(requests / 10, requests);
    }

    private Seen seen(int before, int requests) {
        until(before);
        double beginS = nowS;
        latenciesS.clear();
        until(requests);
        double[] sorted = latenciesS.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Seen(
                requests / (nowS - beginS),
                Arrays.stream(sorted).average().orElseThrow(),
                sorted[sorted.length / 2],
                sorted[(int) (0.99 * sorted.length)]);
    }

    private void until(int requests) {
        while (latenciesS.size() < requests) {
            step();
        }
    }

    private void step() {
        double speed = Math.min(1, (double) cpus / Math.max(1, onCpu.size()));
        @Nullable Request first = null;
        double after = nextS - nowS;
        for (Request request : onCpu) {
            if (request.left / speed < after) {
                after = request.left / speed;
                first = request;
            }
        }
        for (Request request : delayed) {
            if (request.left < after) {
                after = request.left;
                first = request;
            }
        }
        for (Request request : onCpu) {
            request.left -= after * speed;
        }
        for (Request request : delayed) {
            request.left -= after;
        }
        nowS += after;
        if (first == null) {
            begin();
            nextS = nowS + betweenS();
        } else {
            end(first);
        }
    }

    private double betweenS() {
        return switch (arrivals) {
            case POISSON -> -Math.log1p(-random.nextDouble()) / rate;
            case CONSTANT -> 1 / rate;
        };
    }

    private void begin() {
        await(new Request(nowS), Phase.OUTSIDE, outsideS);
    }

    private void await(Request request, Phase phase, double seconds) {
        request.phase = phase;
        request.left = seconds;
        delayed.add(request);
    }

    private void work(Request request, Phase phase, double share) {
        request.phase = phase;
        // Half to one and a half times the mean: a request's work varies, but not as an
        // exponential.
        request.left = demandS * share * (0.5 + random.nextDouble());
        onCpu.add(request);
    }

    private void end(Request request) {
        switch (request.phase) {
            case OUTSIDE -> {
                delayed.remove(request);
                work(request, Phase.OUTER, demand.outerShare());
            }
            case OUTER -> {
                onCpu.remove(request);
                if (concurrency.sync()) {
                    forWorker.add(request);
                    serveWorkers();
                } else {
                    request.loop = random.nextInt(loopBusy.length);
                    atLoop(request, Phase.APP_BEFORE);
                }
            }
            case APP_BEFORE -> {
                onCpu.remove(request);
                leaveLoop(request);
                await(request, Phase.IN_WORKER, inWorkerS);
            }
            case IN_WORKER -> {
                delayed.remove(request);
                forSession.add(request);
                serveSessions();
            }
            case DATABASE -> {
                onCpu.remove(request);
                await(request, Phase.DELAY, delayS);
            }
            case DELAY -> {
                delayed.remove(request);
                sessionsFree++;
                serveSessions();
                if (concurrency.sync()) {
                    work(request, Phase.APP_AFTER, demand.appShare() / 2);
                } else {
                    atLoop(request, Phase.APP_AFTER);
                }
            }
            case APP_AFTER -> {
                onCpu.remove(request);
                leaveLoop(request);
                if (concurrency.sync()) {
                    workersFree++;
                    serveWorkers();
                }
                latenciesS.add(nowS - request.bornS);
                if (rate == 0) {
                    begin();
                }
            }
        }
    }

    private void serveWorkers() {
        while (workersFree > 0 && !forWorker.isEmpty()) {
            workersFree--;
            work(forWorker.remove(), Phase.APP_BEFORE, demand.appShare() / 2);
        }
    }

    private void serveSessions() {
        while (sessionsFree > 0 && !forSession.isEmpty()) {
            sessionsFree--;
            work(forSession.remove(), Phase.DATABASE, 1 - demand.appShare() - demand.outerShare());
        }
    }

    private boolean onLoops() {
        return switch (concurrency) {
            case GREENLET, COROUTINE, EVENT_LOOP, UNKNOWN -> true;
            case SYNC, PLATFORM_THREADS, VIRTUAL_THREADS, GOROUTINES -> false;
        };
    }

    private void atLoop(Request request, Phase phase) {
        request.phase = phase;
        if (!onLoops()) {
            work(request, phase, demand.appShare() / 2);
        } else if (loopBusy[request.loop]) {
            forLoop.get(request.loop).add(request);
        } else {
            loopBusy[request.loop] = true;
            work(request, phase, demand.appShare() / 2);
        }
    }

    private void leaveLoop(Request request) {
        if (!onLoops()) {
            return;
        }
        Request next = forLoop.get(request.loop).poll();
        if (next == null) {
            loopBusy[request.loop] = false;
        } else {
            work(next, next.phase, demand.appShare() / 2);
        }
    }
}
