package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import unrigged.deployment.SliceLoad;
import unrigged.experiment.SliceTiming;
import unrigged.metric.Clock;
import unrigged.metric.LoadResult;
import unrigged.metric.WarmUpResult;
import unrigged.process.CpuClock;
import unrigged.process.ProcFs;
import unrigged.sampling.CompilerThreads;
import unrigged.sampling.TreeReading;

/**
 * Load on a server that has just started, at a delay of 0. A JVM is loaded until its compilers are
 * quiet: they used less than {@link #QUIET_SHARE} of a CPU in the last second, and at least {@link
 * #REQUESTS_MIN} requests were answered. Throughput that no longer climbs is no such sign: it rests
 * on a plateau before the last compilation.
 *
 * <p>A JVM has few clients until then, because the compilers are two threads beside as many as the
 * server has requests in hand, and the scheduler shares the CPUs between threads: with four clients
 * a server with platform threads was quiet after 20 s instead of 46 s. They keep their connections
 * to the proxy, which leaves more of the CPUs to the server. What only many requests at a time
 * reach is compiled then: it has the most clients that it will have, until the compilers are quiet
 * again. With one second of that, the first slices of a server with virtual threads cost a third
 * more CPU time per request than all others.
 *
 * <p>Each load is followed until none of its requests is under way. What a client gives up is
 * served all the same: a server of seven workers that 147 clients had left was busy for 0.8 s with
 * their requests once these had a delay of 38 ms, and its first slice had no answer in its window.
 */
final class WarmUp {
    private static final double QUIET_SHARE = 0.03;
    private static final long REQUESTS_MIN = 10_000;
    private static final Duration STEP = Duration.ofSeconds(1);

    /** With the most clients, whose code is another: threads that wait, many connections. */
    private static final int MOST_CLIENTS_STEPS = 2;

    private final Clock clock;
    private final CpuClock cpuClock;
    private final SliceGenerator generator;
    private final SliceTiming timing;
    private final int fewClients;

    WarmUp(Clock clock, CpuClock cpuClock, SliceGenerator generator, SliceTiming timing, int cpus) {
        this.clock = clock;
        this.cpuClock = cpuClock;
        this.generator = generator;
        this.timing = timing;
        this.fewClients = 2 * cpus;
    }

    WarmUpResult of(DeployedServer server) throws InterruptedException, IOException {
        long fromNs = clock.nowNs();
        int clients = server.server().clientsMax();
        if (!server.placement().treatment().stack().onJvm()) {
            long ok =
                    timing.warmUp().isZero()
                            ? 0
                            : load(server, clients, timing.warmUp(), false).ok();
            return new WarmUpResult(
                    clock.nowNs() - fromNs, ok, true, OptionalLong.empty(), OptionalDouble.empty());
        }
        long limitNs = timing.warmUpJvmMax().toNanos();
        Compilers few =
                new Compilers(server, Math.min(clients, fewClients), true, fromNs + limitNs);
        boolean steady = few.load(1, REQUESTS_MIN);
        Compilers most = new Compilers(server, clients, false, clock.nowNs() + limitNs / 4);
        steady &= most.load(MOST_CLIENTS_STEPS, 0);
        return new WarmUpResult(
                clock.nowNs() - fromNs,
                few.ok + most.ok,
                steady,
                most.known,
                most.known.isPresent() ? OptionalDouble.of(most.share) : OptionalDouble.empty());
    }

    /** Steps of load on a JVM under the same number of clients. */
    private final class Compilers {
        private final DeployedServer server;
        private final int clients;
        private final boolean keepAlive;
        private final long untilNs;
        private OptionalLong known;
        private double share;
        private long ok;

        Compilers(DeployedServer server, int clients, boolean keepAlive, long untilNs) {
            this.server = server;
            this.clients = clients;
            this.keepAlive = keepAlive;
            this.untilNs = untilNs;
            this.known = compilerNs(server);
        }

        /**
         * Returns when the compilers were quiet in the last step.
         *
         * @param stepsMin there are at least
         * @param requests that were answered at least
         * @return whether they became so in time
         */
        boolean load(int stepsMin, long requests) throws InterruptedException, IOException {
            boolean quiet = false;
            for (int step = 0; !(quiet && step >= stepsMin) && clock.nowNs() < untilNs; step++) {
                long stepNs = clock.nowNs();
                ok += WarmUp.this.load(server, clients, STEP, keepAlive).ok();
                OptionalLong now = compilerNs(server);
                share =
                        (double) Math.max(0, now.orElse(0) - known.orElse(0))
                                / (clock.nowNs() - stepNs);
                known = now;
                quiet = share < QUIET_SHARE && ok >= requests;
            }
            return quiet;
        }
    }

    private OptionalLong compilerNs(DeployedServer server) {
        Collection<Long> processes =
                TreeReading.ofTree(cpuClock, server.process().pid()).processes();
        return CompilerThreads.cpuNs(ProcFs.MACHINE, processes);
    }

    private LoadResult load(
            DeployedServer server, int clients, Duration duration, boolean keepAlive)
            throws InterruptedException, IOException {
        CountedWindow<LoadMonitor<Long>> counted =
                CountedWindow.of(
                        () -> followed(server, clients, duration, keepAlive),
                        LoadMonitor::result,
                        () -> {});
        return counted.window().answered(counted.inWindows(), server::logTail);
    }

    private LoadMonitor<Long> followed(
            DeployedServer server, int clients, Duration duration, boolean keepAlive)
            throws InterruptedException, IOException {
        generator.begin(
                SliceLoad.words(
                        server.placement(),
                        server.placement().treatment().settings(),
                        new SliceLoad.Stretch(
                                clients, Duration.ZERO, duration, timing.follow(), keepAlive),
                        Optional.empty(),
                        server.mask()));
        LoadMonitor<Long> monitor =
                new LoadMonitor<>(
                        generator.control(),
                        generator.process(),
                        _ -> {},
                        _ -> {},
                        clock::nowNs,
                        SliceRun.silence(duration, timing.follow()));
        // To its end, whatever becomes of the server: the generator takes one slice at a time.
        monitor.follow(() -> {});
        SliceRun.requireAlive(server);
        return monitor;
    }
}
