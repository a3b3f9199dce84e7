package unrigged.verify;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import unrigged.catalog.Concurrency;
import unrigged.catalog.Stack;
import unrigged.measurement.StartedStack;
import unrigged.measurement.StartedStack.Stop;
import unrigged.measurement.VerificationDeployment;
import unrigged.measurement.VerificationDeployment.Start;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;
import unrigged.verify.Observations.NoStart;
import unrigged.verify.Observations.Reply;
import unrigged.verify.Observations.RequestBatch;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;

/**
 * Looks at one stack: started with one worker and a long delay, where every query can be seen, then
 * with two workers and a short one, where many requests fit into little time. Checks nothing.
 */
final class StackProbe {
    /** Long against everything else that a request does, so that overlapping queries are seen. */
    static final Duration LONG_DELAY = Duration.ofMillis(250);

    static final Duration SHORT_DELAY = Duration.ofMillis(10);

    /** Requests at a time where concurrency is looked at; the pool has sessions for all. */
    static final int AT_ONCE = 8;

    static final int TWO = 2;
    static final int BURST_REQUESTS = 500;

    /** As many as in a measurement of this size: what a stack does under load shall be seen. */
    static final int BURST_AT_ONCE = 128;

    private static final int SINGLE_REQUESTS = 4;
    private static final int BATCH_REQUESTS = 48;

    /** Connections are not spread evenly over workers: a few more rounds show those left out. */
    private static final int ROUNDS = 5;

    /** Rounds after which there are fewer requests at a time, for longer. */
    private static final int BUSY_ROUNDS = 2;

    private static final int LIGHT_REQUESTS = 120;
    private static final int LIGHT_AT_ONCE = 3;

    private final VerificationDeployment deployment;
    private final Supplier<Connection> database;
    private final int held;
    private final Clock clock;
    private final Stack stack;
    private final Consumer<String> progress;
    private final StatementLog statements;

    StackProbe(
            VerificationDeployment deployment,
            Supplier<Connection> database,
            int held,
            Clock clock,
            Stack stack,
            Consumer<String> progress) {
        this.deployment = deployment;
        this.database = database;
        this.held = held;
        this.clock = clock;
        this.stack = stack;
        this.progress = progress;
        this.statements = new StatementLog(deployment.databaseLog());
    }

    /** Sessions of the pool: for all requests, and for all that two workers hold. */
    static int sessions(int held) {
        return Math.max(2 * AT_ONCE, TWO * held);
    }

    /** Queries of one worker that can be under way at a time. */
    static int atOnce(int held) {
        return held == 0 ? AT_ONCE : Math.min(AT_ONCE, held);
    }

    /** Sessions that {@code answers} take, where there is one for each or each is held. */
    private int expectedSessions(int answers, int workers) {
        return held == 0 ? answers : SessionVerifier.mostHeld(stack, held, workers);
    }

    Observations.All look() throws InterruptedException, IOException {
        progress.accept("one worker");
        Optional<SingleWorkerProbe> alone = Optional.empty();
        switch (deployment.start(stack, 1, LONG_DELAY.toNanos())) {
            case Start.Failed failed -> {
                return new Observations.All(
                        Optional.of(noStart(1, failed)), alone, Optional.empty());
            }
            case Start.Up up -> alone = Optional.of(alone(up));
        }
        progress.accept("two workers");
        return switch (deployment.start(stack, TWO, SHORT_DELAY.toNanos())) {
            case Start.Failed failed ->
                    new Observations.All(
                            Optional.of(noStart(TWO, failed)), alone, Optional.empty());
            case Start.Up up ->
                    new Observations.All(Optional.empty(), alone, Optional.of(busy(up.stack())));
        };
    }

    private static NoStart noStart(int workers, Start.Failed failed) {
        return new NoStart(workers, failed.why(), failed.evidence());
    }

    private SingleWorkerProbe alone(Start.Up up) throws InterruptedException, IOException {
        StartedStack started = up.stack();
        try {
            OptionalLong pss = ProcessTable.pssBytes(started.tree());
            long logFrom = statements.end();
            RequestSender requests = new RequestSender(clock, started);
            int elsewhere = started.ask("/no-such-path", Duration.ofSeconds(10)).status();
            RequestBatch singly = batch(started, () -> requests.send(SINGLE_REQUESTS, 1));
            List<Reply> all = new ArrayList<>();
            RequestBatch together =
                    rounds(
                            started,
                            all,
                            _ -> requests.send(AT_ONCE, AT_ONCE),
                            seen -> !stack.concurrency().sync() && seen.sleeping() < atOnce(held));
            Stop stop = started.stop();
            int sessions =
                    statements.sessionsSince(
                            logFrom, expectedSessions(singly.answered() + together.answered(), 1));
            return new SingleWorkerProbe(
                    up.tookNs(), pss, elsewhere, singly, together, sessions, stop);
        } catch (InterruptedException | IOException | RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    private TwoWorkerProbe busy(StartedStack started) throws InterruptedException, IOException {
        try {
            long logFrom = statements.end();
            RequestSender requests = new RequestSender(clock, started);
            Map<String, Long> before = ProcessInspection.writtenFiles(started.tree());
            RequestBatch batch =
                    rounds(
                            started,
                            new ArrayList<>(),
                            round -> send(requests, round),
                            seen -> workersSeen(seen) < TWO);
            progress.accept("burst");
            List<ProcessTable.Row> tree = started.tree();
            RequestBatch burst = batch(started, () -> requests.send(BURST_REQUESTS, BURST_AT_ONCE));
            List<ProcessTable.Row> after = started.tree();
            List<String> gone = gone(tree, after);
            Set<Long> workers = new HashSet<>(batch.poolClients());
            if (gone.isEmpty()) {
                // Whoever came in another's place is no worker too many.
                workers.addAll(burst.poolClients());
            }
            Set<Long> alive = living(after);
            alive.retainAll(workers);
            Map<String, List<Long>> unloaded =
                    ProcessInspection.lacking(stack.nativeExtensions(), alive);
            Map<String, Long> written = growth(before, ProcessInspection.writtenFiles(after));
            progress.accept("stop");
            Stop stop = started.stop();
            int sessions =
                    statements.sessionsSince(
                            logFrom, expectedSessions(batch.answered() + burst.answered(), TWO));
            String account = batch.account() + "; in the burst " + burst.account();
            return new TwoWorkerProbe(
                    batch, workers, account, unloaded, burst, written, gone, sessions, stop);
        } catch (InterruptedException | IOException | RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    private int workersSeen(RequestBatch seen) {
        if (stack.worker() == Stack.Worker.PROCESS) {
            return seen.poolClients().size();
        }
        return stack.concurrency() == Concurrency.VIRTUAL_THREADS
                ? seen.carriers()
                : seen.sleeping();
    }

    private interface Load {
        List<Reply> send() throws InterruptedException;
    }

    private interface Repeated {
        List<Reply> send(int round) throws InterruptedException;
    }

    private interface Unsatisfied {
        boolean with(RequestBatch seen);
    }

    /** The same load again while what it showed may be due to chance; all rounds together. */
    private RequestBatch rounds(
            StartedStack started, List<Reply> replies, Repeated load, Unsatisfied unsatisfied)
            throws InterruptedException, IOException {
        List<String> sent = new ArrayList<>();
        Set<Long> poolClients = new HashSet<>();
        int sleeping = 0;
        int carriers = 0;
        long unseenNs = Long.MAX_VALUE;
        for (int round = 1; ; round++) {
            int now = round;
            RequestBatch seen = batch(started, () -> load.send(now));
            replies.addAll(seen.replies());
            sent.addAll(seen.statements());
            poolClients.addAll(seen.poolClients());
            sleeping = Math.max(sleeping, seen.sleeping());
            unseenNs = Math.min(unseenNs, seen.unseenNs());
            carriers = Math.max(carriers, seen.carriers());
            RequestBatch sum =
                    new RequestBatch(
                            replies,
                            sent,
                            sleeping,
                            unseenNs,
                            poolClients,
                            seen.account(),
                            carriers);
            if (round == ROUNDS || !unsatisfied.with(sum)) {
                return sum;
            }
        }
    }

    /**
     * Eight at a time; in later rounds fewer, and for longer: requests that take every CPU leave
     * none to look at the kernel's table of connections while they are under way.
     */
    private static List<Reply> send(RequestSender requests, int round) throws InterruptedException {
        return round <= BUSY_ROUNDS
                ? requests.send(BATCH_REQUESTS, AT_ONCE)
                : requests.send(LIGHT_REQUESTS, LIGHT_AT_ONCE);
    }

    private RequestBatch batch(StartedStack started, Load load)
            throws InterruptedException, IOException {
        statements.mark();
        try (LoadObserver observer = LoadObserver.start(database.get(), started, clock)) {
            List<Reply> replies = load.send();
            observer.stop();
            return new RequestBatch(
                    replies,
                    statements.sinceMark(),
                    observer.sleeping(),
                    observer.unseenNs(),
                    observer.poolClients(),
                    observer.account(),
                    observer.carriers());
        }
    }

    private static List<String> gone(List<ProcessTable.Row> before, List<ProcessTable.Row> after) {
        Set<Long> alive = living(after);
        return before.stream()
                .filter(row -> !row.zombie() && !alive.contains(row.pid()))
                .map(row -> row.name() + " (process " + row.pid() + ")")
                .toList();
    }

    private static Set<Long> living(List<ProcessTable.Row> processes) {
        return processes.stream()
                .filter(row -> !row.zombie())
                .map(ProcessTable.Row::pid)
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> growth = new HashMap<>();
        after.forEach((file, size) -> {
            long grown = size - before.getOrDefault(file, 0L);
            if (grown > 0) {
                growth.put(file, grown);
            }
        });
        return growth;
    }
}
