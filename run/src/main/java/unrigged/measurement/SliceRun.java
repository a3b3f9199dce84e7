package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import unrigged.deployment.SliceLoad;
import unrigged.deployment.Treatment;
import unrigged.experiment.Event;
import unrigged.experiment.Factors;
import unrigged.experiment.SliceRequest;
import unrigged.measurement.Stopwatch.Phase;
import unrigged.metric.LoadResult;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.process.CpuClock;
import unrigged.process.ManagedProcess;
import unrigged.sampling.PoolConsole;
import unrigged.sampling.SessionSampler;
import unrigged.sampling.SliceReading;
import unrigged.sampling.TreeReading;
import unrigged.sampling.WorkMeter;

/**
 * One slice: the server's levels that need no new processes are set, lead-in, window, and a drain
 * until nothing of it is under way; again from the lead-in where nothing ended in the window. Keeps
 * from slice to slice how long answers took.
 */
final class SliceRun {
    /** Beyond what a slice may take. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LATENCY_MAX = Duration.ofSeconds(2);

    private final TrialContext context;
    private final CpuClock cpuClock;
    private final SliceGenerator generator;
    private final LocalDeployment deployment;
    private final TreeReading controller;
    private final MemoryGuard memory;

    /** By scenario and server. */
    private final Map<String, Duration> meanLatencies = new HashMap<>();

    SliceRun(
            TrialContext context,
            CpuClock cpuClock,
            SliceGenerator generator,
            LocalDeployment deployment) {
        this.context = context;
        this.cpuClock = cpuClock;
        this.generator = generator;
        this.deployment = deployment;
        this.controller = TreeReading.of(cpuClock, context.controllerPids());
        this.memory = new MemoryGuard(deployment);
    }

    static Duration silence(Duration window, Duration follow) {
        return SILENCE.plus(window).plus(follow);
    }

    /** Measures it; the caller knows what a failure means for the deployment. */
    Event.TrialMeasured measured(
            SliceRequest request, Treatment treatment, Stopwatch stopwatch, RunListener listener)
            throws InterruptedException, IOException {
        DeployedServer server = deployment.server(request.turn().server());
        memory.check();
        requireAlive(server);
        stopwatch.enter(Phase.OTHER);
        setLevels(server, request);
        CountedWindow<Window> counted =
                CountedWindow.of(
                        () -> window(request, treatment, server, stopwatch, listener),
                        window -> window.load().result(),
                        () -> {
                            drain(server, treatment, stopwatch);
                            stopwatch.discardWindow();
                            listener.note(
                                    request.slot().id()
                                            + ": nothing ended in its window, which is measured again");
                        });
        return end(request, treatment, server, counted, stopwatch);
    }

    /** What was seen of one. */
    private record Window(LoadMonitor<SliceReading> load, WorkMeter work, SessionPeaks sessions) {}

    private Window window(
            SliceRequest request,
            Treatment treatment,
            DeployedServer server,
            Stopwatch stopwatch,
            RunListener listener)
            throws InterruptedException, IOException {
        Duration leadIn =
                request.timing().leadInFor(treatment.stack().onJvm()).plus(meanLatency(request));
        SliceLoad.Stretch stretch =
                new SliceLoad.Stretch(
                        request.settings().clients(),
                        leadIn,
                        request.timing().window(),
                        request.timing().follow(),
                        false);
        SliceReading.Processes processes =
                new SliceReading.Processes(
                        deployment.roots(server, generator), others(server), controller);
        try (PoolConsole console = deployment.newConsole();
                SessionSampler sessions =
                        new SessionSampler(
                                console,
                                server.placement().database(),
                                Optional.empty(),
                                context.clock())) {
            WorkMeter work =
                    new WorkMeter(deployment.console(), server.placement().database(), treatment);
            stopwatch.enter(Phase.WARM_UP);
            listener.phase(request.slot(), "window");
            sessions.start();
            begin(request, treatment, server, stretch);
            LoadMonitor<SliceReading> load =
                    new LoadMonitor<>(
                            generator.control(),
                            generator.process(),
                            stopwatch::enter,
                            _ -> {},
                            () -> {
                                work.read();
                                SliceReading now =
                                        SliceReading.take(context.clock(), cpuClock, processes);
                                stopwatch.leaveWindow();
                                return now;
                            },
                            silence(leadIn.plus(stretch.window()), stretch.follow()));
            load.follow(() -> {
                deployment.requireSharedAlive();
                memory.watch();
            });
            stopwatch.enter(Phase.OTHER);
            requireAlive(server);
            return new Window(load, work, sessions.stop());
        }
    }

    private void begin(
            SliceRequest request,
            Treatment treatment,
            DeployedServer server,
            SliceLoad.Stretch stretch)
            throws InterruptedException {
        Optional<SliceLoad.Arrivals> arrivals =
                request.arrivals().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new SliceLoad.Arrivals(
                                        treatment.settings().text(Factors.LOAD_RATE),
                                        request.arrivals().getAsLong()));
        generator.begin(
                SliceLoad.words(
                        server.placement(),
                        treatment.settings(),
                        stretch,
                        arrivals,
                        server.mask()));
    }

    private Event.TrialMeasured end(
            SliceRequest request,
            Treatment treatment,
            DeployedServer server,
            CountedWindow<Window> counted,
            Stopwatch stopwatch)
            throws InterruptedException, IOException {
        LoadMonitor<SliceReading> load = counted.window().load();
        LoadResult result = load.answered(counted.inWindows(), server::logTail);
        result.latencyMs()
                .mean()
                .ifPresent(
                        ms -> meanLatencies.put(key(request), Duration.ofNanos((long) (ms * 1e6))));
        drain(server, treatment, stopwatch);
        SliceReading first = load.atStart();
        SliceReading last = load.atEnd();
        server.know(last.tiers().getOrDefault(Tier.APP, server.known()));
        SliceReading.Usage usage = last.since(first, context.machine());
        usage.others().forEach((name, ns) -> deployment.server(name).rested(usage.tookNs(), ns));
        return new Event.TrialMeasured(
                request.slot(),
                request.turn().attempt(),
                request.settings(),
                result,
                usage.tiers(),
                usage.machine(),
                last.kernel().networkSince(first.kernel()),
                counted.window().sessions(),
                stopwatch.timeline(),
                Optional.empty(),
                load.latencies(),
                server.recordedAnswer(),
                counted.window().work().between(first, last),
                Optional.of(treatment.levels()),
                counted.emptyBefore());
    }

    private void drain(DeployedServer server, Treatment treatment, Stopwatch stopwatch)
            throws InterruptedException, IOException {
        stopwatch.enter(Phase.STOP);
        if (treatment.settings().level(Factors.POOL_SIZE) == 0) {
            PoolSizes.awaitIdle(deployment.console(), server.placement().database(), DRAIN_TIMEOUT);
        }
        stopwatch.enter(Phase.OTHER);
    }

    private void setLevels(DeployedServer server, SliceRequest request)
            throws InterruptedException, IOException {
        if (server.placement().liveDelay()
                && deployment.delayNs() != request.settings().delayNs()) {
            deployment.setDelay(request.settings().delayNs());
        }
        deployment.setSessions(server, request.slot().scenario(), request.settings().dbSessions());
    }

    /**
     * As the last slice of this server in this scenario had it; before that, the delay. In an open
     * loop always the delay: all stacks have the same arrivals in their windows.
     */
    private Duration meanLatency(SliceRequest request) {
        Duration delay = Duration.ofNanos(request.settings().delayNs());
        Duration known =
                request.arrivals().isPresent()
                        ? delay
                        : meanLatencies.getOrDefault(key(request), delay);
        return known.compareTo(LATENCY_MAX) > 0 ? LATENCY_MAX : known;
    }

    private static String key(SliceRequest request) {
        return request.slot().scenario() + "/" + request.turn().server();
    }

    private Map<String, TreeReading> others(DeployedServer active) {
        Map<String, TreeReading> others = new LinkedHashMap<>();
        for (DeployedServer server : deployment.servers().values()) {
            if (server != active) {
                others.put(server.name(), server.known());
            }
        }
        return others;
    }

    /**
     * @throws TrialException when the server has ended
     */
    static void requireAlive(DeployedServer server) {
        if (server.ended().isPresent()) {
            throw server.ended().get();
        }
        ManagedProcess process = server.process();
        if (process.exitStatus().isPresent()) {
            throw Readiness.died(Tier.APP, process);
        }
    }
}
