package unrigged.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.catalog.OwnRequest;
import unrigged.journal.Event;
import unrigged.measure.LoadResult;
import unrigged.measure.SessionPeaks;
import unrigged.measure.Tier;
import unrigged.measure.TierUsage;
import unrigged.plan.TrialSlot;
import unrigged.process.StartRefused;
import unrigged.process.Supervised;
import unrigged.run.Stopwatch.Phase;
import unrigged.topology.Cell;
import unrigged.topology.Part;
import unrigged.topology.PlaceholderException;
import unrigged.topology.Topology;

/**
 * One trial: fresh processes, readiness, warm-up, measured window, stop. Whatever happens, it has
 * an end to record.
 */
final class Trial {
    private static final int PORT_TRIES = 3;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Lab lab;
    private final Cell cell;
    private final TrialSlot slot;
    private final int attempt;
    private final RunListener listener;
    private final Stopwatch watch;
    private final Map<Tier, Supervised> processes = new EnumMap<>(Tier.class);
    private @Nullable Path scratch;

    Trial(Lab lab, Cell cell, TrialSlot slot, int attempt, RunListener listener) {
        this.lab = lab;
        this.cell = cell;
        this.slot = slot;
        this.attempt = attempt;
        this.listener = listener;
        this.watch = new Stopwatch(lab.clock());
    }

    /** Runs it; an interrupt stops everything in order before it is passed on. */
    Event.TrialEnded run() throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return attempted();
            } catch (TrialFault
                    | StartRefused
                    | PlaceholderException
                    | IOException
                    | UncheckedIOException e) {
                String phase = phase();
                stop();
                TrialFault fault = Failure.ofTrial(e, lab.written());
                if (!fault.isPortTaken() || tries == PORT_TRIES) {
                    return failed(phase, fault);
                }
                listener.note("a port was taken; " + slot.id() + " starts again on others");
                watch.enter(Phase.START);
            } finally {
                stop();
                discardScratch();
            }
        }
    }

    private Event.TrialEnded attempted() throws InterruptedException, IOException {
        scratch = lab.freshScratch();
        Files.createDirectories(lab.directory().logs(slot.id()));
        try (LoadControl control = new LoadControl(lab.secrets().control())) {
            return measured(
                    Topology.of(cell, lab.site(cell.stack(), slot, scratch, control.port())),
                    control);
        }
    }

    /** A trial that was measured does not fail for temporary files that stay. */
    private void discardScratch() {
        try {
            if (scratch != null) {
                Scratch.delete(scratch);
            }
        } catch (IOException | UncheckedIOException e) {
            listener.note(slot.id() + ": temporary files stay in " + scratch + ": " + e);
        }
    }

    private Event.TrialEnded measured(Topology topology, LoadControl control)
            throws InterruptedException, IOException {
        lab.machine();
        enter(Phase.START);
        for (Part part : topology.parts()) {
            start(part);
        }
        enter(Phase.READINESS);
        Readiness readiness =
                new Readiness(
                        lab.clock(), cell.timing().readyTimeout(), processes, topology, judge());
        try (Connection database = readiness.database();
                PoolConsole console = readiness.poolConsole();
                PoolConsole counters = readiness.poolConsole();
                SessionWatch sessions = new SessionWatch(console, database, lab.clock())) {
            Answer answer = readiness.verifiedAnswer();
            readiness.calm();
            control.awaitReady(readiness::remaining, process(Tier.LOAD));
            enter(Phase.PAUSE);
            Thread.sleep(cell.timing().pause());
            return underLoad(control, answer, sessions, new WorkMeter(counters, cell));
        } catch (SQLException e) {
            throw new TrialFault(
                    "the lab's connection to the database broke: " + e.getMessage(),
                    logOf(Tier.DATABASE));
        }
    }

    private Event.TrialEnded underLoad(
            LoadControl control, Answer answer, SessionWatch sessions, WorkMeter work)
            throws InterruptedException, IOException {
        enter(Phase.WARM_UP);
        Map<Tier, Long> roots = new EnumMap<>(Tier.class);
        processes.forEach((tier, process) -> roots.put(tier, process.pid()));
        ProcessWatch tree = new ProcessWatch(roots);
        KernelCounters before = KernelCounters.read();
        sessions.start();
        control.go(mask(answer), process(Tier.LOAD));
        LoadWatch load =
                new LoadWatch(
                        control,
                        process(Tier.LOAD),
                        this::enter,
                        perSecond -> second(perSecond, tree),
                        () -> {
                            work.read();
                            return lab.snapshot(roots);
                        });
        load.follow(this::requireAllAlive);
        LoadResult result = load.result();
        if (result.ok() == 0) {
            String hung = result.hung() ? "; " + result.hanging() : "";
            throw new TrialFault(
                    "no request was answered right; failures: " + result.failed() + hung,
                    logOf(Tier.APP));
        }
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
                cell.cell(),
                result,
                tiers,
                last.machineSince(first, lab.machine()),
                last.kernel().networkSince(before),
                peaks,
                watch.timeline(),
                lab.directory().histogram(slot.id()),
                answer.recorded(),
                work.between(first, last, sessions.transactionsBetween(first.atNs(), last.atNs())));
    }

    private Answer.Judge judge() {
        return cell.stack().request().<Answer.Judge>map(OwnAnswer::new).orElse(Answer.ARTICLE);
    }

    /**
     * The form of every body: the article's from the answer, else as the stack says, if it does.
     */
    private Optional<String> mask(Answer answer) {
        return cell.stack()
                .request()
                .map(OwnRequest::mask)
                .orElseGet(() -> Optional.of(answer.mask()));
    }

    private Event.TrialFailed failed(String phase, TrialFault fault) {
        return new Event.TrialFailed(
                slot,
                attempt,
                cell.cell(),
                phase,
                fault.reason(),
                fault.evidence(),
                watch.timeline());
    }

    private void start(Part part) throws InterruptedException, IOException {
        for (Map.Entry<Path, String> file : part.files().entrySet()) {
            PrivateFile.write(file.getKey(), file.getValue());
        }
        Path log = lab.directory().logs(slot.id()).resolve(part.tier().id() + ".log");
        processes.put(part.tier(), lab.start(part, log));
    }

    private void requireAllAlive() {
        processes.forEach((tier, process) -> {
            if (process.exitStatus().isPresent() && tier != Tier.LOAD) {
                throw Readiness.died(tier, process);
            }
        });
    }

    /**
     * Asks all to stop, the database after those who use it; kills what does not; leaves nothing.
     * Idempotent.
     */
    private void stop() throws InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        enter(Phase.STOP);
        boolean interrupted = Thread.interrupted();
        for (List<Tier> wave :
                List.of(
                        List.of(Tier.LOAD, Tier.PROXY, Tier.APP, Tier.POOL),
                        List.of(Tier.DATABASE))) {
            List<Supervised> going =
                    wave.stream()
                            .flatMap(t -> Optional.ofNullable(processes.get(t)).stream())
                            .toList();
            going.forEach(Supervised::askToStop);
            for (Supervised process : going) {
                if (!process.awaitExit(STOP_PATIENCE)) {
                    listener.note(
                            slot.id()
                                    + ": "
                                    + process.command().name()
                                    + " did not stop within "
                                    + STOP_PATIENCE.toSeconds()
                                    + " s of SIG"
                                    + process.command().stopSignal()
                                    + " and was killed");
                    process.kill();
                    process.awaitExit(STOP_PATIENCE);
                }
            }
        }
        String survivors = lab.sweep();
        if (!survivors.isEmpty()) {
            listener.note(slot.id() + ": killed what outlived its server: " + survivors);
        }
        processes.clear();
        watch.enter(Phase.OTHER);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void enter(Phase phase) {
        watch.enter(phase);
        listener.phase(slot, phase());
    }

    private void second(double perSecond, ProcessWatch tree) {
        if (watch.current() == Phase.WINDOW) {
            tree.look();
        }
        listener.second(slot, perSecond);
    }

    private String phase() {
        return watch.current().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Supervised process(Tier tier) {
        return Optional.ofNullable(processes.get(tier)).orElseThrow();
    }

    private String logOf(Tier tier) {
        @Nullable Supervised process = processes.get(tier);
        return process == null ? "" : LogTail.of(process.command().log());
    }
}
