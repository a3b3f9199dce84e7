package unrigged.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import unrigged.catalog.Stack;
import unrigged.experiment.Settings;
import unrigged.measurement.ProvisionedParts;
import unrigged.measurement.VerificationDeployment;
import unrigged.metric.Clock;
import unrigged.program.EnvironmentException;
import unrigged.verify.CheckResult.Outcome;
import unrigged.verify.Observations.NoStart;
import unrigged.verify.Observations.Reply;
import unrigged.verify.Observations.RequestBatch;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;

/**
 * Verifies stacks one after another on one database and one pool, which come up with the first and
 * go with the last. For one thread.
 */
public final class Verification implements AutoCloseable {
    /**
     * As many connections as a process can be asked to hold: two workers still fit the database.
     */
    public static final int MAX_HELD = 64;

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);

    private final VerificationDeployment deployment;
    private final ProvisionedParts provisioned;
    private final int held;
    private final Clock clock;
    private @Nullable Connection database;

    private Verification(
            VerificationDeployment deployment,
            ProvisionedParts provisioned,
            int held,
            Clock clock) {
        this.deployment = deployment;
        this.provisioned = provisioned;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Takes the machine's measuring lock and makes ready; {@link EnvironmentException} when that
     * fails.
     *
     * @param directory for the logs of this verification; emptied first
     * @param cacheDirectory the private directory
     * @param held connections that each process of a stack holds, {@link #MAX_HELD} at most; 0: a
     *     connection per request
     */
    public static Verification open(
            Path directory,
            ProvisionedParts provisioned,
            int held,
            Path cacheDirectory,
            Path javaHome,
            Clock clock,
            Consumer<String> note)
            throws InterruptedException, IOException {
        Map<String, Map<String, String>> changes = new HashMap<>(StatementLog.SETTINGS);
        changes.put("driver", Map.of("pool_size", String.valueOf(held)));
        Settings settings = Settings.defaults().with(new Settings(changes));
        VerificationDeployment deployment =
                VerificationDeployment.open(
                        directory,
                        provisioned,
                        cacheDirectory,
                        javaHome,
                        settings,
                        StackProbe.sessions(held),
                        READY_TIMEOUT,
                        clock,
                        note);
        return new Verification(deployment, provisioned, held, clock);
    }

    /**
     * Looks at a stack and checks it.
     *
     * @param progress told what is being looked at
     */
    public StackReport verify(Stack stack, Consumer<String> progress)
            throws InterruptedException, IOException {
        Optional<String> why = provisioned.whyUnavailable(stack);
        if (why.isPresent()) {
            return StackReport.unavailable(stack.id(), why.get());
        }
        long from = clock.nowNs();
        Observations.All seen =
                new StackProbe(deployment, this::database, held, clock, stack, progress).look();
        List<CheckResult> checks = evaluate(stack, held, seen);
        return new StackReport(
                stack.id(),
                Optional.empty(),
                checks,
                seen.singleWorker().map(SingleWorkerProbe::startNs).orElse(OptionalLong.empty()),
                seen.singleWorker()
                        .map(SingleWorkerProbe::idlePssBytes)
                        .orElse(OptionalLong.empty()),
                clock.nowNs() - from);
    }

    /**
     * The controller's own connection; its questions stay out of the log that the stacks are
     * checked by.
     */
    private Connection database() {
        try {
            if (database == null) {
                database = deployment.database();
                try (Statement statement = database.createStatement()) {
                    statement.execute("set log_statement = 'none'");
                }
            }
            return database;
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "the controller has no connection to the database: " + e.getMessage(), e);
        }
    }

    static List<CheckResult> evaluate(Stack stack, int held, Observations.All seen) {
        Map<Check, CheckResult> results = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            Optional<Check> missing =
                    check.needs().stream().filter(need -> !passed(results.get(need))).findFirst();
            results.put(
                    check,
                    missing.isPresent()
                            ? CheckResult.notObservable(
                                    check, "needs a stack that " + missing.get().title())
                            : evaluate(check, stack, held, seen, results));
        }
        return List.copyOf(results.values());
    }

    private static boolean passed(@Nullable CheckResult result) {
        return result != null && result.outcome() == Outcome.PASS;
    }

    private static CheckResult evaluate(
            Check check,
            Stack stack,
            int held,
            Observations.All seen,
            Map<Check, CheckResult> before) {
        if (check == Check.START) {
            return seen.failed().map(Verification::notStarted).orElseGet(Verification::started);
        }
        // Both are there: every other check needs the starts.
        SingleWorkerProbe singleWorker = seen.singleWorker().orElseThrow();
        TwoWorkerProbe twoWorkers = seen.twoWorkers().orElseThrow();
        return switch (check) {
            case START -> throw new IllegalStateException("checked above");
            case ANSWER ->
                    AnswerVerifier.answer(singleWorker, quietReplies(singleWorker, twoWorkers));
            case ROWS -> AnswerVerifier.spread(allReplies(singleWorker, twoWorkers));
            case DELAY -> AnswerVerifier.delay(stack, singleWorker);
            case STATEMENTS ->
                    AnswerVerifier.statements(
                            stack, singleWorker, twoWorkers, passed(before.get(Check.DELAY)));
            case SESSIONS ->
                    held == 0
                            ? SessionVerifier.sessions(singleWorker, twoWorkers)
                            : SessionVerifier.held(stack, held, singleWorker, twoWorkers);
            case CONCURRENCY -> ServerVerifier.concurrency(stack, held, singleWorker);
            case WORKERS -> ServerVerifier.workers(stack, held, singleWorker, twoWorkers);
            case SPEEDUPS -> ServerVerifier.nativeExtensions(stack, twoWorkers);
            case LOG -> ServerVerifier.log(twoWorkers);
            case BURST -> ServerVerifier.burst(twoWorkers);
            case STOP -> ServerVerifier.stop(singleWorker, twoWorkers);
        };
    }

    private static List<Reply> quietReplies(
            SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        List<Reply> replies = new ArrayList<>();
        for (RequestBatch batch :
                List.of(singleWorker.singly(), singleWorker.together(), twoWorkers.batch())) {
            replies.addAll(batch.replies());
        }
        return replies;
    }

    private static List<Reply> allReplies(
            SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        List<Reply> replies = new ArrayList<>(quietReplies(singleWorker, twoWorkers));
        replies.addAll(twoWorkers.burst().replies());
        return replies;
    }

    private static CheckResult started() {
        return CheckResult.pass(Check.START, "with 1 and with 2 workers");
    }

    private static CheckResult notStarted(NoStart failed) {
        return CheckResult.fail(
                Check.START,
                "with %d worker%s: %s%s"
                        .formatted(
                                failed.workers(),
                                failed.workers() == 1 ? "" : "s",
                                failed.why(),
                                failed.evidence().isEmpty() ? "" : "\n" + failed.evidence()),
                "make the stack's command start a server that listens on 127.0.0.1:{port} and answers GET /test; stacks/README.md shows how to start it by hand");
    }

    /** Where the logs of the last verification are. */
    public Path directory() {
        return deployment.directory();
    }

    @Override
    public void close() throws IOException {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException _) {
            // The database goes with the deployment anyway.
        } finally {
            deployment.close();
        }
    }
}
