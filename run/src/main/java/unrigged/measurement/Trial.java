package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.deployment.PlaceholderException;
import unrigged.deployment.ProcessSpec;
import unrigged.deployment.Topology;
import unrigged.deployment.Treatment;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;
import unrigged.measurement.Stopwatch.Phase;
import unrigged.metric.LoadResult;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.process.ProcessStartException;
import unrigged.sampling.KernelCounters;
import unrigged.sampling.PoolConsole;
import unrigged.sampling.ProcessMonitor;
import unrigged.sampling.SessionSampler;
import unrigged.sampling.Snapshot;
import unrigged.sampling.WorkMeter;

/**
 * One trial: fresh processes, readiness, warm-up, measured window, stop. Whatever happens, it has
 * an end to record.
 */
final class Trial {
    private static final int PORT_TRIES = 3;

    /** The database after those who use it. */
    private static final List<List<Tier>> STOP_ORDER =
            List.of(List.of(Tier.LOAD, Tier.PROXY, Tier.APP, Tier.POOL), List.of(Tier.DATABASE));

    private final TrialContext context;
    private final Treatment treatment;
    private final TrialSlot slot;
    private final int attempt;
    private final RunListener listener;
    private final Stopwatch stopwatch;
    private final TierProcesses processes;
    private @Nullable Path scratch;

    Trial(
            TrialContext context,
            Treatment treatment,
            TrialSlot slot,
            int attempt,
            RunListener listener) {
        this.context = context;
        this.treatment = treatment;
        this.slot = slot;
        this.attempt = attempt;
        this.listener = listener;
        this.stopwatch = new Stopwatch(context.clock());
        this.processes = new TierProcesses(context);
    }

    /** Runs it; an interrupt stops everything in order before it is passed on. */
    Event.Observation run() throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return attempted();
            } catch (TrialException
                    | ProcessStartException
                    | PlaceholderException
                    | IOException
                    | UncheckedIOException e) {
                String phase = phase();
                stop();
                TrialException exception = TrialFailures.ofTrial(e, context.written());
                if (!exception.isPortTaken() || tries == PORT_TRIES) {
                    return failed(phase, exception);
                }
                listener.note("a port was taken; " + slot.id() + " starts again on others");
                stopwatch.enter(Phase.START);
            } finally {
                stop();
                discardScratch();
            }
        }
    }

    private Event.Observation attempted() throws InterruptedException, IOException {
        scratch = context.freshScratch();
        Files.createDirectories(context.directory().logs(slot.id()));
        try (LoadControl control = new LoadControl(context.secrets().control())) {
            return measured(
                    Topology.of(
                            treatment,
                            context.deploymentContext(
                                    treatment.stack(), slot, scratch, control.port())),
                    control);
        }
    }

    /** A trial that was measured does not fail for temporary files that stay. */
    private void discardScratch() {
        try {
            if (scratch != null) {
                ScratchDirectory.delete(scratch);
            }
        } catch (IOException | UncheckedIOException e) {
            listener.note(slot.id() + ": temporary files stay in " + scratch + ": " + e);
        }
    }

    private Event.Observation measured(Topology topology, LoadControl control)
            throws InterruptedException, IOException {
        context.machine();
        enter(Phase.START);
        for (ProcessSpec spec : topology.processes()) {
            processes.start(spec, context.directory().logs(slot.id()));
        }
        enter(Phase.READINESS);
        Readiness readiness =
                new Readiness(
                        context.clock(),
                        treatment.timing().readyTimeout(),
                        processes,
                        topology,
                        treatment.workload());
        try (Connection database = readiness.database();
                PoolConsole console = readiness.poolConsole();
                PoolConsole counters = readiness.poolConsole();
                SessionSampler sessions =
                        new SessionSampler(
                                console,
                                Topology.DATABASE,
                                Optional.of(database),
                                context.clock())) {
            Answer answer = readiness.verifiedAnswer();
            readiness.awaitIdle();
            control.awaitReady(readiness::remaining, processes.get(Tier.LOAD));
            enter(Phase.PAUSE);
            Thread.sleep(treatment.timing().pause());
            return underLoad(
                    control,
                    answer,
                    sessions,
                    new WorkMeter(counters, Topology.DATABASE, treatment));
        } catch (SQLException e) {
            throw new TrialException(
                    "the controller's connection to the database broke: " + e.getMessage(),
                    processes.logTail(Tier.DATABASE));
        }
    }

    private Event.Observation underLoad(
            LoadControl control, Answer answer, SessionSampler sessions, WorkMeter work)
            throws InterruptedException, IOException {
        enter(Phase.WARM_UP);
        Map<Tier, Long> roots = new EnumMap<>(Tier.class);
        processes.byTier().forEach((tier, process) -> roots.put(tier, process.pid()));
        ProcessMonitor tree = new ProcessMonitor(roots);
        KernelCounters before = KernelCounters.read();
        sessions.start();
        control.go(treatment.workload().mask(answer.body()), processes.get(Tier.LOAD));
        LoadMonitor<Snapshot> load =
                new LoadMonitor<>(
                        control,
                        processes.get(Tier.LOAD),
                        this::enter,
                        perSecond -> second(perSecond, tree),
                        () -> {
                            work.read();
                            return context.snapshot(roots);
                        });
        load.follow(this::requireAllAlive);
        LoadResult result = load.answered("", () -> processes.logTail(Tier.APP));
        enter(Phase.OTHER);
        SessionPeaks peaks = sessions.stop();
        Snapshot first = load.atStart();
        Snapshot last = load.atEnd();
        // The generator stayed for its memory to be read, here; hanging up lets it go.
        Map<Tier, TierUsage> tiers = last.tiersSince(first, roots, tree);
        control.close();
        // The stop belongs to the trial's time.
        stop();
        return new Event.TrialMeasured(
                slot,
                attempt,
                treatment.cellSettings(),
                result,
                tiers,
                last.machineSince(first, context.machine()),
                last.kernel().networkSince(before),
                peaks,
                stopwatch.timeline(),
                Optional.of(context.directory().histogram(slot.id())),
                Optional.empty(),
                answer.recorded(),
                work.between(first, last, sessions.transactionsBetween(first.atNs(), last.atNs())),
                Optional.of(treatment.levels()),
                Optional.empty());
    }

    private Event.TrialFailed failed(String phase, TrialException exception) {
        return new Event.TrialFailed(
                slot,
                attempt,
                treatment.cellSettings(),
                phase,
                exception.reason(),
                exception.evidence(),
                stopwatch.timeline(),
                Optional.of(treatment.levels()));
    }

    private void requireAllAlive() {
        processes
                .byTier()
                .forEach((tier, process) -> {
                    if (process.exitStatus().isPresent() && tier != Tier.LOAD) {
                        throw Readiness.died(tier, process);
                    }
                });
    }

    /** Ends all of them, whatever it takes; leaves nothing. Idempotent. */
    private void stop() throws InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        enter(Phase.STOP);
        boolean interrupted = Thread.interrupted();
        for (List<Tier> wave : STOP_ORDER) {
            processes.stop(wave, what -> listener.note(slot.id() + ": " + what));
        }
        String survivors = processes.forget();
        if (!survivors.isEmpty()) {
            listener.note(slot.id() + ": killed what outlived its server: " + survivors);
        }
        stopwatch.enter(Phase.OTHER);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void enter(Phase phase) {
        stopwatch.enter(phase);
        listener.phase(slot, phase());
    }

    private void second(double perSecond, ProcessMonitor tree) {
        if (stopwatch.current() == Phase.WINDOW) {
            tree.look();
        }
        listener.second(slot, perSecond);
    }

    private String phase() {
        return stopwatch.phase();
    }
}
