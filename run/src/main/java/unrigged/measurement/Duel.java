package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelPlan;
import unrigged.experiment.DuelRecord;
import unrigged.experiment.DuelSettings;
import unrigged.experiment.Event;
import unrigged.experiment.PortRange;
import unrigged.metric.Clock;
import unrigged.program.EnvironmentException;
import unrigged.sampling.MachineAccount;

/**
 * Servers of the user's own, asked in turns of short slices by one load generator. Those that have
 * a command are started and ended by it, the others run already; one start of each, so a round is
 * the unit of inference. For one thread. Holds the machine's measuring lock.
 */
public final class Duel implements AutoCloseable {
    private static final PortRange PORTS = new PortRange(20_000, 31_999);

    /** Times what was planned, after which no further round begins. */
    private static final int OVERRUN = 2;

    private final DuelContext context;
    private final DuelSettings settings;
    private final DuelListener listener;
    private final List<DuelServer> servers = new ArrayList<>();
    private final long fromNs;
    private @Nullable SliceGenerator generator;

    private Duel(
            DuelContext context,
            List<DuelEntry> entries,
            DuelSettings settings,
            DuelListener listener,
            long fromNs) {
        this.context = context;
        this.settings = settings;
        this.listener = listener;
        this.fromNs = fromNs;
        Ports ports = new Ports(PORTS, (int) ProcessHandle.current().pid() * 97);
        for (DuelEntry entry : entries) {
            servers.add(
                    new DuelServer(
                            context,
                            ports,
                            entry,
                            settings.keepAlive(),
                            context.directory().logs(entry.name())));
        }
    }

    /**
     * Takes the machine's lock; nothing is started yet.
     *
     * @param entries at least two; the first is the reference
     * @param directory for logs; what an earlier duel left in it is deleted
     * @param loader the load generator: its JVM and the program
     * @param cacheDirectory the private directory, in which the lock is
     * @throws EnvironmentException when something else is measuring
     */
    public static Duel open(
            List<DuelEntry> entries,
            DuelSettings settings,
            Path directory,
            List<String> loader,
            Path cacheDirectory,
            Path javaHome,
            Clock clock,
            DuelListener listener)
            throws InterruptedException, IOException {
        long fromNs = clock.nowNs();
        DuelContext context = DuelContext.open(directory, loader, cacheDirectory, javaHome, clock);
        return new Duel(context, entries, settings, listener, fromNs);
    }

    /**
     * From the first start to the last slice.
     *
     * @throws EnvironmentException when a server does not come up, or gives no right answer before
     *     the first slice
     */
    public DuelRecord observe() throws InterruptedException, IOException {
        DuelSlices slices = ready();
        List<DuelPlan.Pace> paces = warmUp(slices);
        DuelPlan plan = DuelPlan.of(settings.duration().minusNanos(spentNs()), paces);
        listener.planned(plan);
        warnIfLong(plan, paces);
        List<Event.Observation> ends = new ArrayList<>();
        List<DuelServer> alive = new ArrayList<>(servers);
        DuelServer reference = servers.getFirst();
        Random random = new Random(settings.seed());
        int rounds = 0;
        while (rounds < plan.rounds()
                && alive.size() > 1
                && alive.contains(reference)
                && spentNs() < OVERRUN * settings.duration().plus(plan.length(paces)).toNanos()) {
            rounds++;
            List<DuelServer> order = new ArrayList<>(alive);
            Collections.shuffle(order, random);
            for (int i = 0; i < order.size(); i++) {
                Event.Observation end = slices.slice(order.get(i), rounds, i + 1, plan.window());
                ends.add(end);
                tell(order.get(i).entry(), rounds, end);
                if (end instanceof Event.TrialFailed) {
                    alive.remove(order.get(i));
                }
            }
        }
        return new DuelRecord(
                servers.stream().map(DuelServer::entry).toList(),
                settings,
                plan,
                rounds,
                spentNs() / 1e9,
                ends);
    }

    /** Everything is up: the servers, and the generator with its code warm. */
    private DuelSlices ready() throws InterruptedException, IOException {
        for (DuelServer server : servers) {
            server.start();
        }
        for (DuelServer server : servers) {
            server.awaitAnswer(settings.readyTimeout());
        }
        try {
            SliceGenerator started = SliceGenerator.start(context);
            generator = started;
            return new DuelSlices(context, started, settings, MachineAccount.of(context.clock()));
        } catch (TrialException e) {
            throw withEvidence(e.reason(), e);
        }
    }

    private List<DuelPlan.Pace> warmUp(DuelSlices slices) throws InterruptedException, IOException {
        List<DuelPlan.Pace> paces = new ArrayList<>();
        DuelServer under = servers.getFirst();
        try {
            for (DuelServer server : servers) {
                under = server;
                if (!settings.warmUp().isZero()) {
                    listener.note("warming up " + server.entry().name());
                    slices.warmUp(server, settings.warmUp());
                }
            }
            for (DuelServer server : servers) {
                under = server;
                paces.add(slices.pace(server));
            }
            return paces;
        } catch (TrialException e) {
            throw withEvidence(
                    "%s cannot be measured at %s: %s"
                            .formatted(under.entry().name(), under.entry().url(), e.reason()),
                    e);
        }
    }

    private static EnvironmentException withEvidence(String what, TrialException cause) {
        return new EnvironmentException(
                what + (cause.evidence().isEmpty() ? "" : "\n" + cause.evidence().indent(4)),
                cause);
    }

    private void warnIfLong(DuelPlan plan, List<DuelPlan.Pace> paces) {
        long wholeS = Duration.ofNanos(spentNs()).plus(plan.length(paces)).toSeconds();
        if (wholeS > settings.duration().toSeconds()) {
            listener.note(
                    "the fewest rounds, %d, take the duel to about %d s instead of %d s"
                            .formatted(
                                    DuelPlan.MIN_ROUNDS, wholeS, settings.duration().toSeconds()));
        }
    }

    private void tell(DuelEntry entry, int round, Event.Observation end) {
        switch (end) {
            case Event.TrialMeasured measured ->
                    listener.measured(entry, round, measured.load().perSecond());
            case Event.TrialFailed failed -> listener.lost(entry, round, failed.reason());
        }
    }

    private long spentNs() {
        return context.clock().nowNs() - fromNs;
    }

    /** Ends everything that was started. */
    @Override
    public void close() throws IOException {
        try (context) {
            if (generator != null) {
                generator.control().close();
            }
        }
    }
}
