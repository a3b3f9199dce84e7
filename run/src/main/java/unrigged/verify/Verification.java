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
import unrigged.measure.Clock;
import unrigged.plan.Settings;
import unrigged.run.Bench;
import unrigged.run.CannotRun;
import unrigged.run.Equipment;
import unrigged.verify.CheckResult.Outcome;
import unrigged.verify.Observed.Alone;
import unrigged.verify.Observed.Busy;
import unrigged.verify.Observed.Crowd;
import unrigged.verify.Observed.NoStart;
import unrigged.verify.Observed.Reply;

/**
 * Verifies stacks one after another on one database and one pool, which come up with the first and
 * go with the last. For one thread.
 */
public final class Verification implements AutoCloseable {
    /**
     * As many connections as a process can be asked to hold: two workers still fit the database.
     */
    public static final int MOST_HELD = 64;

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);

    private final Bench bench;
    private final Equipment equipment;
    private final int held;
    private final Clock clock;
    private @Nullable Connection database;

    private Verification(Bench bench, Equipment equipment, int held, Clock clock) {
        this.bench = bench;
        this.equipment = equipment;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Takes the machine's measuring lock and makes ready; {@link CannotRun} when that fails.
     *
     * @param directory for the logs of this verification; emptied first
     * @param home the private directory
     * @param held connections that each process of a stack holds, {@link #MOST_HELD} at most; 0: a
     *     connection per request
     */
    public static Verification open(
            Path directory,
            Equipment equipment,
            int held,
            Path home,
            Path javaHome,
            Clock clock,
            Consumer<String> note)
            throws InterruptedException, IOException {
        Map<String, Map<String, String>> changes = new HashMap<>(StatementLog.SETTINGS);
        changes.put("driver", Map.of("pool_size", String.valueOf(held)));
        Settings settings = Settings.defaults().with(new Settings(changes));
        Bench bench =
                Bench.open(
                        directory,
                        equipment,
                        home,
                        javaHome,
                        settings,
                        Examination.sessions(held),
                        READY_TIMEOUT,
                        clock,
                        note);
        return new Verification(bench, equipment, held, clock);
    }

    /**
     * Looks at a stack and judges it.
     *
     * @param progress told what is being looked at
     */
    public StackReport verify(Stack stack, Consumer<String> progress)
            throws InterruptedException, IOException {
        String why = equipment.unavailable().get(stack.environment().name());
        if (why != null) {
            return StackReport.unavailable(stack.id(), why);
        }
        long from = clock.nowNs();
        Observed.All seen =
                new Examination(bench, this::database, held, clock, stack, progress).look();
        List<CheckResult> checks = judge(stack, held, seen);
        return new StackReport(
                stack.id(),
                Optional.empty(),
                checks,
                seen.alone().map(Alone::startNs).orElse(OptionalLong.empty()),
                seen.alone().map(Alone::idlePssBytes).orElse(OptionalLong.empty()),
                clock.nowNs() - from);
    }

    /**
     * The lab's own connection; its questions stay out of the log that the stacks are judged by.
     */
    private Connection database() {
        try {
            if (database == null) {
                database = bench.database();
                try (Statement statement = database.createStatement()) {
                    statement.execute("set log_statement = 'none'");
                }
            }
            return database;
        } catch (SQLException e) {
            throw new CannotRun("the lab has no connection to the database: " + e.getMessage(), e);
        }
    }

    static List<CheckResult> judge(Stack stack, int held, Observed.All seen) {
        Map<Check, CheckResult> results = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            Optional<Check> missing =
                    check.needs().stream().filter(need -> !passed(results.get(need))).findFirst();
            results.put(
                    check,
                    missing.isPresent()
                            ? CheckResult.notObservable(
                                    check, "needs a stack that " + missing.get().title())
                            : judge(check, stack, held, seen, results));
        }
        return List.copyOf(results.values());
    }

    private static boolean passed(@Nullable CheckResult result) {
        return result != null && result.outcome() == Outcome.PASS;
    }

    private static CheckResult judge(
            Check check, Stack stack, int held, Observed.All seen, Map<Check, CheckResult> before) {
        if (check == Check.START) {
            return seen.failed().map(Verification::notStarted).orElseGet(Verification::started);
        }
        // Both are there: every other check needs the starts.
        Alone alone = seen.alone().orElseThrow();
        Busy busy = seen.busy().orElseThrow();
        return switch (check) {
            case START -> throw new IllegalStateException("judged above");
            case ANSWER -> AnswerJudge.answer(alone, quietReplies(alone, busy));
            case ROWS -> AnswerJudge.spread(allReplies(alone, busy));
            case DELAY -> AnswerJudge.delay(alone);
            case STATEMENTS -> AnswerJudge.statements(alone, busy, passed(before.get(Check.DELAY)));
            case SESSIONS ->
                    held == 0
                            ? SessionJudge.sessions(alone, busy)
                            : SessionJudge.held(stack, held, alone, busy);
            case CONCURRENCY -> ServerJudge.concurrency(stack, held, alone);
            case WORKERS -> ServerJudge.workers(stack, held, alone, busy);
            case SPEEDUPS -> ServerJudge.speedups(stack, busy);
            case LOG -> ServerJudge.log(busy);
            case BURST -> ServerJudge.burst(busy);
            case STOP -> ServerJudge.stop(alone, busy);
        };
    }

    private static List<Reply> quietReplies(Alone alone, Busy busy) {
        List<Reply> replies = new ArrayList<>();
        for (Crowd crowd : List.of(alone.singly(), alone.together(), busy.crowd())) {
            replies.addAll(crowd.replies());
        }
        return replies;
    }

    private static List<Reply> allReplies(Alone alone, Busy busy) {
        List<Reply> replies = new ArrayList<>(quietReplies(alone, busy));
        replies.addAll(busy.burst().replies());
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

    /** Where the logs of the last verification lie. */
    public Path directory() {
        return bench.directory();
    }

    @Override
    public void close() throws IOException {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException _) {
            // The database goes with the bench anyway.
        } finally {
            bench.close();
        }
    }
}
