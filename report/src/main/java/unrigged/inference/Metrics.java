package unrigged.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Metric.Column;
import unrigged.inference.Metric.Content;
import unrigged.inference.Metric.Display;
import unrigged.inference.Metric.Unit;
import unrigged.inference.Verdict.Better;

/**
 * The metrics of a row. A new one is a constant here, in {@link #ALL}, and in {@link #TABLE} where
 * tables show it; {@code MetricsTest} then asks for its line in docs/method.md.
 */
public final class Metrics {
    public static final Metric<Figure.Count> OK =
            new Metric<>(
                    "ok",
                    Unit.REQUESTS,
                    Better.NEITHER,
                    Aggregation.sum(trial -> trial.load().ok()),
                    Display.table("OK", "requests", "right answers"));

    public static final Metric<Figure.Count> FAILED =
            new Metric<>(
                    "failed",
                    Unit.REQUESTS,
                    Better.LOWER,
                    Aggregation.sum(trial -> trial.load().failures()),
                    Display.table(
                            "Failed",
                            "requests",
                            "requests that had no right answer",
                            new Column("failed", Content.FIGURE)));

    public static final Metric<Figure.ByKind> FAILED_BY_KIND =
            new Metric<>(
                    "failedByKind",
                    Unit.REQUESTS,
                    Better.LOWER,
                    Aggregation.sumByKind(trial -> trial.load().failed()),
                    Display.json("the failed requests, by kind of failure"));

    public static final Metric<Throughput> THROUGHPUT =
            new Metric<>(
                    "throughput",
                    Unit.PER_SECOND,
                    Better.HIGHER,
                    Aggregation.geometricMean(trial -> trial.load().perSecond()),
                    Display.table("Answers", "per second, range", "right answers per second"));

    public static final Metric<Ratio> THROUGHPUT_RATIO =
            new Metric<>(
                    "throughputRatio",
                    Unit.MULTIPLE,
                    Better.HIGHER,
                    Aggregation.pairedRatio(
                            SliceComparison.THROUGHPUT,
                            trial -> OptionalDouble.of(trial.load().perSecond()),
                            trial ->
                                    trial.load().perSecond() > 0
                                            ? Optional.empty()
                                            : Optional.of("a trial answered nothing")),
                    Display.table(
                            "Throughput",
                            "× reference, interval",
                            "throughput as a multiple of the reference stack's",
                            new Column("Throughput", Content.FIGURE),
                            new Column("interval", Content.INTERVAL),
                            new Column("verdict", Content.VERDICT)));

    public static final Metric<Percentile> P50 =
            new Metric<>(
                    "p50",
                    Unit.MS,
                    Better.LOWER,
                    Aggregation.percentile(50, Percentile.ANSWERS_FOR_P50),
                    Display.table(
                            "P50",
                            "ms",
                            "latency that half of the answers did not exceed",
                            new Column("P50 ms", Content.FIGURE)));

    public static final Metric<Percentile> P99 =
            new Metric<>(
                    "p99",
                    Unit.MS,
                    Better.LOWER,
                    Aggregation.percentile(99, Percentile.ANSWERS_FOR_P99),
                    Display.table(
                            "P99",
                            "ms",
                            "latency that 99 % of the answers did not exceed",
                            new Column("P99 ms", Content.FIGURE)));

    public static final Metric<Ratio> P50_RATIO =
            new Metric<>(
                    "p50Ratio",
                    Unit.MULTIPLE,
                    Better.LOWER,
                    Aggregation.pairedRatio(
                            SliceComparison.P50,
                            trial ->
                                    enough(
                                            trial,
                                            Percentile.ANSWERS_FOR_P50,
                                            trial.load().latencyMs().p50()),
                            _ -> Optional.empty()),
                    Display.openLoop(
                            "P50", "the trials' P50 as multiples of the reference stack's"));

    public static final Metric<Ratio> P99_RATIO =
            new Metric<>(
                    "p99Ratio",
                    Unit.MULTIPLE,
                    Better.LOWER,
                    Aggregation.pairedRatio(
                            SliceComparison.P99,
                            trial ->
                                    enough(
                                            trial,
                                            Percentile.ANSWERS_OF_A_TRIAL_FOR_P99,
                                            trial.load().latencyMs().p99()),
                            _ -> Optional.empty()),
                    Display.openLoop(
                            "P99", "the trials' P99 as multiples of the reference stack's"));

    public static final Metric<Figure.Count> MAX_DB_SESSIONS =
            new Metric<>(
                    "maxDbSessions",
                    Unit.SESSIONS,
                    Better.NEITHER,
                    Aggregation.maximum(trial -> MachineAudits.most(trial.sessions())),
                    Display.table(
                            "#DB",
                            "most sessions",
                            "most simultaneous database sessions, as PostgreSQL counted, else as PgBouncer held open",
                            new Column("#DB", Content.FIGURE)));

    public static final Metric<Figure.ByTier> CPU =
            new Metric<>(
                    "cpu",
                    Unit.MS_PER_REQUEST,
                    Better.LOWER,
                    Aggregation.perRequest(used -> OptionalDouble.of(used.cpuNs() / 1e6)),
                    Display.table(
                            "CPU",
                            "ms per request",
                            "CPU time of the measured windows",
                            new Column("CPU ms/req", Content.FIGURE),
                            new Column("load+proxy+app+pool+db", Content.TIERS)));

    public static final Metric<Figure.ByTier> PSS =
            new Metric<>(
                    "pss",
                    Unit.MIB,
                    Better.LOWER,
                    Aggregation.maximumByTier(used ->
                            used.pssBytes().isPresent()
                                    ? OptionalDouble.of(used.pssBytes().getAsLong() / 1048576.0)
                                    : OptionalDouble.empty()),
                    Display.table(
                            "PSS",
                            "MiB",
                            "memory at a window's end, shared pages divided among their users",
                            new Column("PSS MiB", Content.FIGURE)));

    /** In rows of runs of slices; of others where it is asked for. */
    public static final Metric<Ratio> CPU_RATIO =
            new Metric<>(
                    "cpuRatio",
                    Unit.MULTIPLE,
                    Better.LOWER,
                    Aggregation.pairedRatio(
                            SliceComparison.CPU, Metrics::cpuPerAnswer, _ -> Optional.empty()),
                    Display.json(
                            "CPU time per right answer, over all tiers, as a multiple of the reference stack's"));

    /** In the order of JSON and CSV. */
    public static final List<Metric<?>> ALL =
            List.of(
                    OK,
                    FAILED,
                    FAILED_BY_KIND,
                    THROUGHPUT,
                    THROUGHPUT_RATIO,
                    P50,
                    P99,
                    P50_RATIO,
                    P99_RATIO,
                    MAX_DB_SESSIONS,
                    CPU,
                    PSS);

    /** The same of runs of slices. */
    public static final List<Metric<?>> OF_SLICES =
            Stream.<Metric<?>>concat(ALL.stream(), Stream.of(CPU_RATIO)).toList();

    /** Those that the text table and the page show, in their order. */
    public static final List<Metric<?>> TABLE =
            List.of(THROUGHPUT_RATIO, THROUGHPUT, P50, P99, MAX_DB_SESSIONS, FAILED, CPU, PSS);

    /** The same of a scenario whose throughput is what was offered. */
    public static final List<Metric<?>> OPEN_TABLE =
            List.of(P50_RATIO, P50, P99_RATIO, P99, THROUGHPUT, MAX_DB_SESSIONS, FAILED, CPU, PSS);

    private Metrics() {}

    private static OptionalDouble cpuPerAnswer(TrialMeasured trial) {
        long ok = trial.load().ok();
        return ok > 0 ? OptionalDouble.of((double) trial.cpuNs() / ok) : OptionalDouble.empty();
    }

    private static OptionalDouble enough(TrialMeasured trial, long needed, OptionalDouble figure) {
        return trial.load().ok() >= needed ? figure : OptionalDouble.empty();
    }
}
