package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.deployment.SliceLoad;
import unrigged.experiment.CellSettings;
import unrigged.experiment.DuelPlan;
import unrigged.experiment.DuelSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.experiment.Turn;
import unrigged.measurement.Stopwatch.Phase;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.process.CpuClock;
import unrigged.program.EnvironmentException;
import unrigged.sampling.MachineAccount;
import unrigged.sampling.SliceReading;
import unrigged.sampling.TreeReading;

/** The slices of a duel, and the load before them. */
final class DuelSlices {
    private static final String DUEL = "duel";
    private static final Duration LATENCY_MAX = Duration.ofSeconds(2);
    private static final Duration PROBE = Duration.ofMillis(500);
    private static final int LATENCIES_OF_PROBE = 2;
    private static final OptionalInt NO_DATABASE = OptionalInt.empty();

    private final DuelContext context;
    private final SliceGenerator generator;
    private final DuelSettings settings;
    private final CpuClock cpuClock = new CpuClock();
    private final MachineAccount machine;
    private final TreeReading controller;

    DuelSlices(
            DuelContext context,
            SliceGenerator generator,
            DuelSettings settings,
            MachineAccount machine) {
        this.context = context;
        this.generator = generator;
        this.settings = settings;
        this.machine = machine;
        this.controller = TreeReading.of(cpuClock, context.controllerPids());
    }

    /** Load that is not measured. */
    void warmUp(DuelServer server, Duration duration) throws InterruptedException, IOException {
        var _ = answered(server, load(server, duration));
    }

    /** What the server does in half a second, or in a few latencies where these are long. */
    DuelPlan.Pace pace(DuelServer server) throws InterruptedException, IOException {
        if (server.meanLatency().isZero()) {
            remember(
                    server,
                    followed(server, Duration.ZERO, PROBE, new Stopwatch(context.clock()))
                            .result());
        }
        Duration length = PROBE.plus(server.meanLatency().multipliedBy(LATENCIES_OF_PROBE));
        LoadResult result = answered(server, load(server, length));
        return new DuelPlan.Pace(result.ok() / result.durationS(), server.meanLatency());
    }

    private CountedWindow<LoadMonitor<SliceReading>> load(DuelServer server, Duration duration)
            throws InterruptedException, IOException {
        return counted(server, Duration.ZERO, duration, new Stopwatch(context.clock()));
    }

    private CountedWindow<LoadMonitor<SliceReading>> counted(
            DuelServer server, Duration leadIn, Duration window, Stopwatch stopwatch)
            throws InterruptedException, IOException {
        return CountedWindow.of(
                () -> followed(server, leadIn, window, stopwatch),
                LoadMonitor::result,
                stopwatch::discardWindow);
    }

    /** One slice; a failure is the server's, and it answers no more. */
    Event.Observation slice(DuelServer server, int round, int position, Duration window)
            throws InterruptedException, IOException {
        Stopwatch stopwatch = new Stopwatch(context.clock());
        TrialSlot slot = slot(server.entry().name(), round, position);
        CellSettings cell = new CellSettings(1, settings.clients(), 1, 0);
        try {
            server.requireAlive();
            Duration leadIn = DuelPlan.LEAD_IN.plus(server.meanLatency());
            CountedWindow<LoadMonitor<SliceReading>> counted =
                    counted(server, leadIn, window, stopwatch);
            LoadResult result = answered(server, counted);
            LoadMonitor<SliceReading> load = counted.window();
            SliceReading.Usage usage = load.atEnd().since(load.atStart(), machine);
            return new Event.TrialMeasured(
                    slot,
                    1,
                    cell,
                    result,
                    usage.tiers(),
                    withoutInterference(usage.machine()),
                    load.atEnd().kernel().networkSince(load.atStart().kernel()),
                    new SessionPeaks(NO_DATABASE, NO_DATABASE, NO_DATABASE, NO_DATABASE, 0),
                    stopwatch.timeline(),
                    Optional.empty(),
                    load.latencies(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    counted.emptyBefore());
        } catch (TrialException e) {
            requireGenerator(e);
            return new Event.TrialFailed(
                    slot,
                    1,
                    cell,
                    "window",
                    e.reason(),
                    e.evidence(),
                    stopwatch.timeline(),
                    Optional.empty());
        }
    }

    private LoadMonitor<SliceReading> followed(
            DuelServer server, Duration leadIn, Duration window, Stopwatch stopwatch)
            throws InterruptedException, IOException {
        Map<Tier, Long> roots = new EnumMap<>(Tier.class);
        roots.put(Tier.LOAD, generator.process().pid());
        server.root().ifPresent(pid -> roots.put(Tier.APP, pid));
        SliceReading.Processes processes = new SliceReading.Processes(roots, Map.of(), controller);
        generator.begin(
                SliceLoad.words(
                        server.entry().url(),
                        new SliceLoad.Stretch(
                                settings.clients(),
                                leadIn,
                                window,
                                DuelPlan.FOLLOW,
                                settings.keepAlive()),
                        DuelPlan.TIMEOUT));
        LoadMonitor<SliceReading> load =
                new LoadMonitor<>(
                        generator.control(),
                        generator.process(),
                        stopwatch::enter,
                        _ -> {},
                        () -> {
                            SliceReading now =
                                    SliceReading.take(context.clock(), cpuClock, processes);
                            stopwatch.leaveWindow();
                            return now;
                        },
                        SliceRun.silence(leadIn.plus(window), DuelPlan.FOLLOW));
        // To its end, whatever becomes of the server: the generator takes one slice at a time.
        load.follow(() -> {});
        stopwatch.enter(Phase.OTHER);
        return load;
    }

    /**
     * The result, of which more was right than not.
     *
     * @throws TrialException when it was not, or the server has ended
     */
    private static LoadResult answered(
            DuelServer server, CountedWindow<LoadMonitor<SliceReading>> counted) {
        server.requireAlive();
        LoadResult result = counted.window().result();
        if (result.failures() > result.ok()) {
            throw new TrialException(
                    "%d requests failed and %d were answered right; failures: %s"
                            .formatted(result.failures(), result.ok(), result.failed()),
                    server.logTail());
        }
        if (result.ok() == 0) {
            throw new TrialException(
                    "it hangs: nothing was answered%s in a window of %.1f s, at whose end %d requests waited"
                            .formatted(counted.inWindows(), result.durationS(), result.abandoned()),
                    server.logTail());
        }
        remember(server, result);
        return result;
    }

    /** How long its answers take. */
    private static void remember(DuelServer server, LoadResult result) {
        result.latencyMs()
                .mean()
                .ifPresent(ms -> {
                    Duration mean = Duration.ofNanos((long) (ms * 1e6));
                    server.answeredWithin(mean.compareTo(LATENCY_MAX) > 0 ? LATENCY_MAX : mean);
                });
    }

    /** Servers that somebody else started have their CPU time there as well. */
    private static MachineUsage withoutInterference(MachineUsage usage) {
        return new MachineUsage(
                usage.capacityNs(),
                usage.busyNs(),
                usage.stealNs(),
                OptionalLong.empty(),
                usage.controllerNs(),
                OptionalLong.empty(),
                usage.accounting());
    }

    /** Without it nothing can be said of any server. */
    private void requireGenerator(TrialException cause) {
        if (!generator.isAlive() || !generator.control().isIdle()) {
            throw new EnvironmentException(
                    cause.reason() + (cause.evidence().isEmpty() ? "" : "\n" + cause.evidence()),
                    cause);
        }
    }

    private static TrialSlot slot(String name, int round, int position) {
        return new TrialSlot(
                "r%02d-%s".formatted(round, name),
                Purpose.BLOCK,
                round,
                position,
                DUEL,
                name,
                Optional.of(new Turn(DUEL, 1, 1, 0, name, 1)));
    }
}
