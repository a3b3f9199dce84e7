package unrigged.verify;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import unrigged.catalog.Stack;
import unrigged.verify.Observations.Reply;
import unrigged.verify.Observations.RequestBatch;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;
import unrigged.workload.TestTable;

/** Checks what a stack answers and what it asks the database for. */
final class AnswerVerifier {
    private static final Pattern LOOKUP =
            Pattern.compile("select a, b from test where a = '?(\\d+)'?");
    private static final Pattern SLEEP =
            Pattern.compile("select pg_sleep\\('?(\\d*\\.?\\d+(?:e-?\\d+)?)'?\\)");

    /** The sleep of a stack with a live delay. */
    private static final String LIVE_SLEEP = "select pg_sleep(seconds) from delay";

    /** A client's clock and the database's are read in turn; nothing else makes an answer early. */
    private static final long EARLY_NS = 500_000;

    /**
     * Draws from a million rows that may coincide: two, and one more for so many draws. Of 60, 560
     * and 1,000 draws 0.002, 0.16 and 0.5 pairs coincide on average; more than are let pass do by
     * chance less than once in a million times.
     */
    private static final int COINCIDENCES = 2;

    private static final int DRAWS_FOR_ONE = 250;

    private static final int PARTS = 4;

    private AnswerVerifier() {}

    static CheckResult answer(SingleWorkerProbe singleWorker, List<Reply> all) {
        Optional<String> problem =
                all.stream().flatMap(reply -> reply.answer().problem().stream()).findFirst();
        long wrong = all.stream().filter(r -> r.answer().problem().isPresent()).count();
        if (problem.isPresent()) {
            return CheckResult.fail(
                    Check.ANSWER,
                    "%d of %d answers are wrong, the first one: %s"
                            .formatted(wrong, all.size(), problem.get()),
                    "answer GET /test with status 200, content type application/json and {\"a\": the row's number in ten digits, \"b\": its text}, as read from the table");
        }
        if (singleWorker.elsewhere() != 404) {
            return CheckResult.fail(
                    Check.ANSWER,
                    "GET /no-such-path has status " + singleWorker.elsewhere() + " instead of 404",
                    "answer only GET /test, and any other path with 404");
        }
        return CheckResult.pass(Check.ANSWER, all.size() + " answers, all right");
    }

    static CheckResult spread(List<Reply> all) {
        List<Integer> rows = rows(all).toList();
        int distinct = new HashSet<>(rows).size();
        if (distinct < rows.size() - COINCIDENCES - rows.size() / DRAWS_FOR_ONE) {
            return CheckResult.fail(
                    Check.ROWS,
                    "%d answers show only %d different rows".formatted(rows.size(), distinct),
                    "read a row for every request, of a number drawn anew from 1 to %,d; keep no row, and let no two workers or starts draw from the same seed"
                            .formatted(TestTable.ROWS - 1));
        }
        long parts = rows.stream().map(row -> row / (TestTable.ROWS / PARTS)).distinct().count();
        if (parts < PARTS) {
            return CheckResult.fail(
                    Check.ROWS,
                    "%d answers are between row %,d and row %,d"
                            .formatted(
                                    rows.size(),
                                    rows.stream().min(Integer::compare).orElse(0),
                                    rows.stream().max(Integer::compare).orElse(0)),
                    "draw rows uniformly from the whole table, 1 to UNRIGGED_ROWS − 1");
        }
        return CheckResult.pass(
                Check.ROWS,
                "%d different rows in %d answers, over the whole table"
                        .formatted(distinct, rows.size()));
    }

    static CheckResult delay(Stack stack, SingleWorkerProbe singleWorker) {
        long delayNs = StackProbe.LONG_DELAY.toNanos();
        List<Reply> replies = singleWorker.singly().replies();
        long fastest = replies.stream().mapToLong(Reply::tookNs).min().orElse(0);
        long early = replies.stream().filter(r -> r.tookNs() < delayNs - EARLY_NS).count();
        String seen =
                String.format(
                        Locale.ROOT,
                        "the fastest of %d answers took %.1f ms, the delay is %d ms",
                        replies.size(),
                        fastest / 1e6,
                        StackProbe.LONG_DELAY.toMillis());
        return early == 0
                ? CheckResult.pass(Check.DELAY, seen)
                : CheckResult.fail(
                        Check.DELAY,
                        seen,
                        stack.liveDelay()
                                ? "send '"
                                        + LIVE_SLEEP
                                        + "' before every lookup and wait for it: the table's row changes while the stack runs"
                                : "send 'select pg_sleep(UNRIGGED_DELAY_SECONDS)' before the lookup and wait for it");
    }

    /** Both starts are looked at; the sleeps only where the delay is known to be waited for. */
    static CheckResult statements(
            Stack stack, SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers, boolean waits) {
        Tally tally = new Tally(stack.liveDelay());
        tally.add(singleWorker.singly(), StackProbe.LONG_DELAY);
        tally.add(singleWorker.together(), StackProbe.LONG_DELAY);
        tally.add(twoWorkers.batch(), StackProbe.SHORT_DELAY);
        tally.add(twoWorkers.burst(), StackProbe.SHORT_DELAY);
        return tally.verdict(waits);
    }

    /** What the database was asked, against the answers that were given. */
    private static final class Tally {
        private final boolean live;
        private int requests;
        private int answers;
        private int lookups;
        private int sleeps;
        private int unread;
        private final Map<String, Integer> otherSleeps = new LinkedHashMap<>();
        private final Map<String, Integer> others = new LinkedHashMap<>();

        Tally(boolean live) {
            this.live = live;
        }

        void add(RequestBatch batch, Duration delay) {
            requests += batch.replies().size();
            answers += batch.answered();
            Map<Integer, Integer> read = new HashMap<>();
            for (String statement : batch.statements()) {
                Matcher lookup = LOOKUP.matcher(statement);
                if (lookup.matches()) {
                    lookups++;
                    read.merge(Integer.valueOf(lookup.group(1)), 1, Integer::sum);
                } else if (live ? statement.equals(LIVE_SLEEP) : isSleep(statement, delay)) {
                    sleeps++;
                } else {
                    boolean sleep = SLEEP.matcher(statement).matches();
                    (sleep ? otherSleeps : others).merge(statement, 1, Integer::sum);
                }
            }
            // A row that was read once answers one request.
            unread +=
                    (int)
                            rows(batch.replies())
                                    .filter(row -> read.merge(row, -1, Integer::sum) < 0)
                                    .count();
        }

        CheckResult verdict(boolean waits) {
            if (waits) {
                others.putAll(otherSleeps);
            }
            String seen =
                    "%d answers took %d sleeps and %d lookups".formatted(answers, sleeps, lookups)
                            + (unread == 0
                                    ? ""
                                    : "; %d show rows that were not read for them"
                                            .formatted(unread))
                            + (others.isEmpty() ? "" : ", and besides " + listed(others));
            List<String> remedies = new ArrayList<>();
            if (!others.isEmpty()) {
                remedies.add(
                        "send only '"
                                + (live ? LIVE_SLEEP : "select pg_sleep(…)")
                                + "; select a, b from test where a = …': "
                                + "autocommit, no transaction, no settings, no look at the catalogue");
            }
            if (lookups > requests || (waits && sleeps > requests)) {
                remedies.add("send the query once for each request");
            }
            if (unread > 0 || lookups < answers || (waits && sleeps < answers)) {
                remedies.add("read every answered row from the database, with the sleep before it");
            }
            return remedies.isEmpty()
                    ? CheckResult.pass(Check.STATEMENTS, seen)
                    : CheckResult.fail(Check.STATEMENTS, seen, String.join("; ", remedies));
        }
    }

    private static boolean isSleep(String statement, Duration delay) {
        Matcher sleep = SLEEP.matcher(statement);
        return sleep.matches()
                && new BigDecimal(sleep.group(1))
                                .compareTo(BigDecimal.valueOf(delay.toNanos()).movePointLeft(9))
                        == 0;
    }

    private static String listed(Map<String, Integer> statements) {
        return statements.entrySet().stream()
                .limit(5)
                .map(entry -> "'" + shortened(entry.getKey()) + "' ×" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static Stream<Integer> rows(List<Reply> replies) {
        return replies.stream()
                .map(reply -> reply.answer().row())
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt);
    }
}
