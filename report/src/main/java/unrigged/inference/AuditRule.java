package unrigged.inference;

import static unrigged.inference.EvidenceText.say;
import static unrigged.inference.Finding.Severity.ERROR;
import static unrigged.inference.Finding.Severity.NOTE;
import static unrigged.inference.Finding.Severity.NOT_OBSERVABLE;
import static unrigged.inference.Finding.Severity.WARNING;

import java.util.List;
import unrigged.experiment.Disturbance;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/** Every rule that can raise a finding about a run. docs/audits.md is this table. */
public enum AuditRule implements Rule {
    FAILED_TRIALS(
            "failed-trials",
            "a trial ended without figures; threshold: any",
            "Read the log's tail below; a stack that fails sometimes is not shown by its successes alone.",
            ERROR),
    FAILED_STARTS(
            "failed-starts",
            "a server of the row did not start in a block (error), or ended under another scenario's load, so that the row lacks what it had measured in the block (warning); threshold: any",
            "Read the reason; a stack that starts sometimes is not shown by its other starts alone.",
            ERROR,
            WARNING),
    WRONG_ANSWERS(
            "wrong-answers",
            "an answer had another status or body than it must have; threshold: any",
            "Look into the application's log: a wrong answer is often a cheap one, and flatters the stack.",
            ERROR),
    FAILED_REQUESTS(
            "failed-requests",
            "requests of a trial failed otherwise than by a wrong answer; threshold: more than "
                    + percent(Thresholds.FAILED_SHARE)
                    + " of its requests",
            "Compare only stacks that answer; lower the number of clients or raise the limit that was hit.",
            ERROR),
    HUNG_REQUESTS(
            "hung-requests",
            "requests were in flight for more than half of the window when it ended, where no answer took nearly as long; threshold: any",
            "Look into the application's and the proxy's logs: such a request costs the server nothing and is in no latency, and its client sends no more, so the figures flatter the stack.",
            ERROR),
    GENERATOR_SATURATED(
            "generator-saturated",
            "the load generator reported that it was not healthy; threshold: any trial",
            "Give the generator CPUs of its own, or fewer clients: this measured the generator, not the stack.",
            ERROR),
    IMPOSSIBLE_THROUGHPUT(
            "impossible-throughput",
            "throughput of a trial above the bound of the query delay; threshold: K · (1/delay + 1/window) answers per second, K the smallest of database sessions, clients and, for sync stacks, workers",
            "Check that the query sleeps, that answers are not cached, and that pool and workers have the sizes they were given.",
            ERROR),
    IMPOSSIBLE_LATENCY(
            "impossible-latency",
            "P50 of a trial below the query delay; threshold: the delay in ms, less "
                    + percent(Thresholds.HISTOGRAM_ROUNDING),
            "Check that the query sleeps and that answers are not cached.",
            ERROR),
    BACKLOG_GREW(
            "backlog-grew",
            say(
                    "in an open loop requests piled up: more were due in a row's windows than ended; threshold: more than %s of them, and more than %.0f standard deviations of what is under way by chance",
                    percent(BacklogAudit.SHARE), BacklogAudit.DEVIATIONS),
            "Offer less, at most 70 % of what the stack answers in a closed loop: its latencies are not those of a steady state but grow as long as the load lasts.",
            ERROR),
    MISSING_QUERIES(
            "missing-queries",
            "the pool counted fewer queries than a trial's answers need; threshold: more than "
                    + percent(DatabaseWorkAudits.MISSING_SHARE)
                    + " missing",
            "Let the stack read a row for every answer: no cache, no query for several requests, under any load.",
            ERROR),
    MISSING_QUERY_TIME(
            "missing-query-time",
            "queries of a trial took less time at the database than their delay; threshold: more than "
                    + percent(DatabaseWorkAudits.MISSING_SHARE)
                    + " missing",
            "Let the query itself sleep, for every answer and under any load.",
            ERROR),
    MISSING_CONNECTIONS(
            "missing-connections",
            "fewer database connections were opened in a trial than the plan's number per answer; threshold: more than "
                    + percent(DatabaseWorkAudits.MISSING_SHARE)
                    + " missing",
            "Close the connection after each request, or give all stacks a pool: --set driver.pool_size=4.",
            ERROR),
    TOO_MANY_SESSIONS(
            "too-many-sessions",
            "more database sessions at a time than the trial's settings say; threshold: any",
            "Check that the stack goes through the pool and that the pool has the size it was given.",
            ERROR,
            NOT_OBSERVABLE),
    LITTLES_LAW(
            "littles-law",
            "throughput × (mean latency + think time) differs from the number of clients in a trial; threshold: more than "
                    + percent(Thresholds.LITTLE_RESIDUAL),
            "Answers may be lost or counted twice, or some clients were idle: look at failed and abandoned requests.",
            WARNING,
            NOT_OBSERVABLE),
    DRIFT(
            "drift",
            "throughput changed from a window's begin to its end, in a trial whose processes stayed the same; threshold: more than "
                    + percent(Thresholds.DRIFT),
            "Lengthen trial.warm_up (warm_up_jvm for Java) in the plan.",
            WARNING,
            NOT_OBSERVABLE),
    DRIFT_OVER_ROUNDS(
            "drift-over-rounds",
            "throughput against the reference stack changed from a block's first round to its last, and the 95 % interval over blocks excludes no change (in a duel: a server's throughput from the first half of the rounds to the second); threshold: more than "
                    + percent(Thresholds.DRIFT),
            "Look whether the server grows, recycles workers or was not yet warm: slice.warm_up and slice.warm_up_jvm_max in the plan.",
            WARNING),
    NEVER_STEADY(
            "never-steady",
            "the warm-up of a server ended before its compilers were quiet; threshold: any",
            "Lengthen slice.warm_up_jvm_max in the plan.",
            WARNING),
    EMPTY_WINDOWS(
            "empty-windows",
            "in a slice's window nothing ended, neither right nor wrong, and it was measured again at once; threshold: any",
            "The second window counts. Where more than one is empty, look for what stands still: the machine (steal, other programs), or the server, whose pauses are in no figure then.",
            WARNING),
    LOST_LATENCIES(
            "lost-latencies",
            "the histograms of a row hold fewer latencies than it has answers; threshold: more than "
                    + percent(Thresholds.LOST_LATENCIES_SHARE)
                    + " missing",
            "P50 and P99 speak of the rest only; look for missing or damaged files under histograms/.",
            WARNING),
    DROPPED_CONNECTIONS(
            "dropped-connections",
            "connections were dropped or their SYNs repeated; threshold: from "
                    + percent(Thresholds.DROPPED_SHARE)
                    + " of a trial's requests a warning, any a note",
            "Raise the listen backlog: each repeated SYN adds a second or more to the slowest latencies.",
            WARNING,
            NOTE),
    RETRANSMITS(
            "retransmits",
            "segments were lost and sent again on loopback, connection requests and probes for a loss left out; threshold: more than "
                    + percent(Thresholds.RETRANSMITTED_SHARE)
                    + " of the segments that a trial sent",
            "Look for full accept queues and full socket buffers; on loopback nothing else loses a segment.",
            WARNING,
            NOT_OBSERVABLE),
    STEAL(
            "steal",
            "CPU time that the hypervisor gave to others; threshold: more than "
                    + percent(Thresholds.STEAL_SHARE)
                    + " of the machine's CPU time in a trial",
            "Measure on a machine of your own, or add blocks: pairing by block takes out a part of it.",
            WARNING,
            NOT_OBSERVABLE),
    INTERFERENCE(
            "interference",
            "CPU time of programs that are no part of the run; threshold: more than "
                    + percent(Thresholds.INTERFERENCE_SHARE)
                    + " of the machine's CPU time in a trial",
            "Stop them and repeat; kernel work that no process is charged for counts here too.",
            WARNING,
            NOT_OBSERVABLE),
    PROCESS_TURNOVER(
            "process-turnover",
            "processes of proxy, application or pool were new or gone within the window; threshold: any",
            "Look for recycled workers (such as max-requests) in the server's settings and for crashes in its log; the figure holds the time of their starts.",
            WARNING,
            NOT_OBSERVABLE),
    BUSY_AT_REST(
            "busy-at-rest",
            say(
                            "CPU time of servers while others had their windows; threshold: more than %.0f ms a second for one, ",
                            SliceRunAudits.AT_REST_ONE * 1e3)
                    + percent(SliceRunAudits.AT_REST_ALL)
                    + " of the machine for all together",
            "Measure such a stack alone, or in a plan with fewer stacks.",
            WARNING),
    CANARY(
            "canary",
            "the two servers of the reference stack differ, pooled over scenarios and blocks; threshold: the 95 % interval is beyond ±"
                    + percent(Canary.DIFFERENCE),
            "Add blocks: a start that is slower by chance moves every ratio.",
            WARNING),
    SKEWED_BLOCKS(
            "skewed-blocks",
            say(
                    "the blocks' ratios lie further from their mean on one side than on the other, over all rows; threshold: a skewness beyond ±%.0f and four standard errors, from %d values on",
                    ResidualShape.SKEWNESS, ResidualShape.RESIDUALS_MIN),
            "Look at the block that is named; intervals rest on values that are about as far from their mean on either side (docs/method.md), and more blocks make them less sensitive.",
            NOTE),
    ANALYSES_DIFFER(
            "analyses-differ",
            "a verdict on throughput is another one when disturbed rounds count as they were the first time; threshold: any",
            "Take such a row for undecided, or measure on a quieter machine.",
            WARNING),
    FAILED_DEPLOYMENTS(
            "failed-deployments",
            "a deployment ended because a part that all servers share broke; threshold: any",
            "Read the reason; the deployment was begun anew.",
            WARNING),
    REPEATED_ROUNDS(
            "repeated-rounds",
            "rounds that steal or other programs disturbed and that were repeated whole; threshold: more than "
                    + percent(Disturbance.SHARE)
                    + " of the CPU time in their windows",
            "The repetition counts; both are in the journal.",
            NOTE),
    VOID_BLOCKS(
            "void-blocks",
            "blocks that were begun and not brought to their end; threshold: any",
            "Their slices are in the journal and are not inferred from.",
            NOTE),
    DAMAGED_JOURNAL(
            "damaged-journal",
            "lines of the journal cannot be read as written; threshold: any",
            "Resume the run; a trial whose record cannot be read is repeated.",
            WARNING),
    INCOMPLETE_TRIALS(
            "incomplete-trials",
            "trials have a start and no end; threshold: any",
            "Resume the run; an incomplete trial is repeated from its start.",
            NOTE),
    TOO_FEW_BLOCKS(
            "too-few-blocks",
            say(
                    "too few blocks for an interval; threshold: fewer than %d with figures, or %d where a plan of slices came to its end",
                    AnytimeInterval.minBlocks(), Look.ONCE.minBlocks()),
            say(
                    "Set blocks to %d or more; 10 give about ±6 %% when blocks scatter by 5 %%.",
                    AnytimeInterval.minBlocks()),
            NOTE),
    MORE_TRANSACTIONS(
            "more-transactions",
            say(
                    "more database transactions per answer than another row's, by the median over the trials; threshold: %.1f more than the row with the fewest",
                    TransactionAudit.MORE),
            "A PgBouncer before 1.20 sends a SET with each connection of some drivers, pgjdbc among them: put 1.20 or newer on PATH,"
                    + " or let all stacks hold connections: --set driver.pool_size=4.",
            NOTE),
    OTHER_REQUEST(
            "other-request",
            "the stack is asked another request than the article's",
            "Compare it only with stacks that answer the same request; --reference names one of them.",
            NOTE),
    OTHER_HTTP_VERSION(
            "other-http-version",
            "the catalogue names the version of HTTP that the proxy has to speak to this server",
            "To have it speak the same to all: --set nginx.upstream_http_version=VERSION",
            NOTE),
    APPLICATION_MEMORY(
            "application-memory",
            "no trial of the row recorded the application's PSS",
            Finding.NOTHING_KNOWN,
            NOT_OBSERVABLE);

    @SuppressWarnings("ImmutableEnumChecker") // nothing of it can be changed
    private final Text text;

    AuditRule(String id, String raisedBy, String remedy, Severity... severities) {
        text = new Text(id, raisedBy, remedy, List.of(severities));
    }

    @Override
    public Text text() {
        return text;
    }

    /** A finding of the rule's heaviest severity, with its remedy. */
    Finding finding(String what, String evidence, List<Value> values) {
        return finding(severities().getFirst(), what, evidence, values);
    }

    Finding finding(Severity severity, String what, String evidence, List<Value> values) {
        return new Finding(this, severity, what, evidence, values, remedy());
    }

    /**
     * What would show the flaw was not recorded.
     *
     * @param what the flaw; begins the sentence
     */
    Finding notObservable(String what, String why) {
        return new Finding(
                this,
                NOT_OBSERVABLE,
                what + " was not observable",
                why,
                List.of(),
                Finding.NOTHING_KNOWN);
    }

    private static String percent(double share) {
        return WorstTrial.percent(share);
    }
}
