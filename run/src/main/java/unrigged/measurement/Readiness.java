package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import unrigged.deployment.ProcessSpec;
import unrigged.deployment.Topology;
import unrigged.metric.Clock;
import unrigged.metric.Tier;
import unrigged.process.Listeners;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessTable;
import unrigged.sampling.PoolConsole;
import unrigged.workload.Workload;

/**
 * Waits until a topology is ready, and proves it: each tier listens with a socket of its own, one
 * answer that came through the whole chain is right, and the server has finished starting its
 * workers. Never sleeps for a fixed time; bounded by the plan's {@code ready_timeout}; gives up at
 * once when a process has died.
 */
final class Readiness {
    private static final Duration STEP = Duration.ofMillis(4);
    private static final Set<Integer> GATEWAY_ERRORS = Set.of(502, 503, 504);

    /**
     * The server counts as idle when its tree used less than this share of one CPU over {@link
     * #IDLE_NS}.
     */
    private static final double IDLE_SHARE = 0.25;

    private static final long IDLE_NS = 80_000_000;
    private static final long IDLE_TIMEOUT_NS = 3_000_000_000L;

    private final Clock clock;
    private final long deadlineNs;
    private final Duration timeout;
    private final TierProcesses processes;
    private final Topology topology;
    private final Workload workload;

    Readiness(
            Clock clock,
            Duration timeout,
            TierProcesses processes,
            Topology topology,
            Workload workload) {
        this.clock = clock;
        this.timeout = timeout;
        this.deadlineNs = clock.nowNs() + timeout.toNanos();
        this.processes = processes;
        this.topology = topology;
        this.workload = workload;
    }

    Connection database() throws InterruptedException {
        return connection(
                Tier.DATABASE,
                () -> {
                    Connection superuser =
                            Database.postgres(
                                    port(Tier.DATABASE),
                                    Topology.DATABASE,
                                    topology.secrets().superuser());
                    StackRole.reset(superuser);
                    return superuser;
                });
    }

    PoolConsole poolConsole() throws InterruptedException {
        return connection(
                Tier.POOL, () -> PoolConsole.open(port(Tier.POOL), topology.secrets().poolAdmin()));
    }

    /** The first right answer, asked for only once every tier listens. */
    Answer verifiedAnswer() throws InterruptedException {
        listening(Tier.APP);
        listening(Tier.PROXY);
        Answer answer = Answer.ask(probe(), remaining(), workload);
        String telling = answer.problem().orElse("");
        while (answer.problem().isPresent()) {
            step(Tier.APP, "no right answer from " + topology.url() + "; the last one: " + telling);
            answer = Answer.ask(probe(), remaining(), workload);
            // Close to the deadline an answer is cut off; what the server said before tells more.
            if (answer.status() != 0) {
                telling = answer.problem().orElse("");
            }
        }
        return answer;
    }

    /**
     * The first right answer, or the last wrong one when the server has been giving wrong ones for
     * {@code timeoutWithWrong}. What the proxy says while nobody answers behind it is no answer.
     */
    Answer firstAnswer(Duration timeoutWithWrong) throws InterruptedException {
        listening(Tier.APP);
        listening(Tier.PROXY);
        long firstNs = 0;
        while (true) {
            Answer answer = Answer.ask(probe(), remaining(), workload);
            boolean given = answer.status() != 0 && !GATEWAY_ERRORS.contains(answer.status());
            long now = clock.nowNs();
            firstNs = given && firstNs == 0 ? now : firstNs;
            if (answer.problem().isEmpty()
                    || (given && now - firstNs > timeoutWithWrong.toNanos())) {
                return answer;
            }
            step(Tier.APP, "no answer from " + topology.url() + ": " + answer.problem().get());
        }
    }

    private HttpProbe probe() {
        return new HttpProbe(clock, topology.url(), topology.keepsConnections());
    }

    /**
     * Returns when the server's workers no longer start up. One that is never idle is measured all
     * the same.
     */
    void awaitIdle() throws InterruptedException {
        long root = processes.get(Tier.APP).pid();
        long giveUpNs = clock.nowNs() + IDLE_TIMEOUT_NS;
        while (clock.nowNs() < giveUpNs) {
            long before = ProcessTable.read().cpu(root).totalNs();
            long from = clock.nowNs();
            pause(Duration.ofNanos(IDLE_NS));
            double share =
                    (double) (ProcessTable.read().cpu(root).totalNs() - before)
                            / (clock.nowNs() - from);
            if (share < IDLE_SHARE) {
                return;
            }
        }
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000, deadlineNs - clock.nowNs()));
    }

    private interface Opening<C> {
        C open() throws SQLException, IOException;
    }

    private <C> C connection(Tier tier, Opening<C> opening) throws InterruptedException {
        listening(tier);
        while (true) {
            try {
                return opening.open();
            } catch (SQLException | IOException e) {
                step(tier, "no connection to the " + tier.id() + ": " + e.getMessage());
            }
        }
    }

    /** Waits for a listening socket and proves that it belongs to the process just started. */
    private void listening(Tier tier) throws InterruptedException {
        int port = port(tier);
        while (!Listeners.anyOn(port)) {
            step(tier, "nothing listens on port " + port + " of the " + tier.id());
        }
        while (!Listeners.allOwnedBy(port, ProcessTable.read().tree(processes.get(tier).pid()))) {
            // A worker may be between fork and exec; a stranger stays a stranger.
            requireAllAlive();
            if (clock.nowNs() > deadlineNs) {
                throw TrialException.portTaken(
                        late(
                                "port "
                                        + port
                                        + " of the "
                                        + tier.id()
                                        + " is held by a process that this trial did not start"),
                        "");
            }
            pause(STEP);
        }
    }

    /** One step of waiting; throws when a process has died or the time is over. */
    private void step(Tier tier, String state) throws InterruptedException {
        requireAllAlive();
        if (clock.nowNs() > deadlineNs) {
            throw new TrialException(late(state), processes.logTail(tier));
        }
        pause(STEP);
    }

    private String late(String state) {
        return "not ready within " + timeout.toMillis() + " ms: " + state;
    }

    private void requireAllAlive() {
        processes
                .byTier()
                .forEach((tier, process) -> {
                    if (process.exitStatus().isPresent()) {
                        throw diedStarting(tier, process, topology.process(tier).port());
                    }
                });
    }

    /**
     * Whether the port was the cause is asked of the system: what a log says about an address may
     * be in any language, and about any address.
     *
     * @param port where the process was to listen
     */
    static TrialException diedStarting(Tier tier, ManagedProcess process, OptionalInt port) {
        TrialException death = died(tier, process);
        return port.isPresent() && Ports.isHeldByStranger(port.getAsInt())
                ? TrialException.portTaken(death.reason(), death.evidence())
                : death;
    }

    static TrialException died(Tier tier, ManagedProcess process) {
        Path log = process.command().log();
        String reason =
                "the "
                        + tier.id()
                        + " process exited unexpectedly (status "
                        + process.exitStatus().orElse(-1)
                        + "); its log: "
                        + log;
        return new TrialException(reason, LogTail.of(log));
    }

    private static void pause(Duration duration) throws InterruptedException {
        LockSupport.parkNanos(duration.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int port(Tier tier) {
        ProcessSpec spec = topology.process(tier);
        return spec.port().orElseThrow();
    }
}
