package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

/** Warnings that the load generator's own figures raise. Source: the table of audits. */
final class LoadAudits {
    private static final Set<String> WRONG_ANSWERS = Set.of("wrong-body", "status");

    private LoadAudits() {}

    static List<Finding> of(CellTrials cell) {
        return Stream.of(
                        failedTrials(cell),
                        wrongAnswers(cell),
                        failedRequests(cell),
                        HungRequestAudit.of(cell),
                        generator(cell),
                        customRequest(cell),
                        impossibleThroughput(cell),
                        impossibleLatency(cell),
                        littlesLaw(cell),
                        drift(cell),
                        tooFewBlocks(cell),
                        otherHttp(cell))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The same of slices: what must not happen at all is asked of each, also of those that were
     * replaced, what is a count or a share of them together.
     *
     * @param added the cell's slices as one observation
     */
    static List<Finding> ofSlices(CellTrials cell, CellTrials added) {
        List<TrialMeasured> each = new ArrayList<>(cell.measured());
        cell.slices().ifPresent(facts -> each.addAll(facts.replaced()));
        CellTrials all =
                new CellTrials(cell.scenario(), cell.stack(), cell.settings(), each, cell.failed());
        return Stream.of(
                        failedTrials(cell),
                        wrongAnswers(all),
                        failedRequests(added),
                        HungRequestAudit.of(all),
                        EmptyWindowAudit.of(all),
                        generator(added),
                        customRequest(cell),
                        impossibleThroughput(added),
                        impossibleLatency(added),
                        BacklogAudit.of(added),
                        littlesLaw(added),
                        otherHttp(cell))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> otherHttp(CellTrials cell) {
        return cell.stack()
                .http()
                .map(version ->
                        new Finding(
                                AuditRule.OTHER_HTTP_VERSION,
                                Severity.NOTE,
                                say("The proxy spoke HTTP/%s to this server", version),
                                "The server refuses HTTP/1.0, the plan's version unless it says otherwise.",
                                List.of(),
                                say(
                                        "To have it speak the same to all: --set nginx.upstream_http_version=%s",
                                        version)));
    }

    private static Optional<Finding> failedTrials(CellTrials cell) {
        if (cell.failed().isEmpty()) {
            return Optional.empty();
        }
        int failed = cell.failed().size();
        int ended = failed + cell.measured().size();
        Set<String> reasons = new LinkedHashSet<>();
        cell.failed()
                .forEach(f -> reasons.add(f.slot().id() + " at " + f.phase() + ": " + f.reason()));
        return Optional.of(
                AuditRule.FAILED_TRIALS.finding(
                        say("%d of %d trials failed", failed, ended),
                        String.join(" · ", reasons),
                        List.of(
                                Value.count("trialsFailed", failed, "trials").against(0),
                                Value.count("trialsEnded", ended, "trials"))));
    }

    private static Optional<Finding> wrongAnswers(CellTrials cell) {
        Map<String, Long> wrong = new TreeMap<>();
        for (TrialMeasured trial : cell.measured()) {
            trial.load()
                    .failed()
                    .forEach((kind, n) -> {
                        if (WRONG_ANSWERS.contains(kind) && n > 0) {
                            wrong.merge(kind, n, Long::sum);
                        }
                    });
        }
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.WRONG_ANSWERS.finding(
                        "Some answers were wrong",
                        say(
                                "%s of %,d requests; threshold: any",
                                kinds(wrong), cell.ok() + cell.failedRequests()),
                        counts(cell, wrong, value -> value.against(0))));
    }

    private static Optional<Finding> failedRequests(CellTrials cell) {
        Optional<WorstTrial> worst =
                WorstTrial.of(cell.measured(), Thresholds.FAILED_SHARE, LoadAudits::failedShare);
        if (worst.isEmpty() || !worst.get().found()) {
            return Optional.empty();
        }
        Map<String, Long> byKind = new TreeMap<>();
        for (TrialMeasured trial : cell.measured()) {
            trial.load()
                    .failed()
                    .forEach((kind, n) -> {
                        if (!WRONG_ANSWERS.contains(kind)) {
                            byKind.merge(kind, n, Long::sum);
                        }
                    });
        }
        return Optional.of(
                AuditRule.FAILED_REQUESTS.finding(
                        "Requests failed",
                        kinds(byKind)
                                + " · "
                                + worst.get().evidence(WorstTrial.percent(worst.get().value())),
                        Stream.concat(
                                        worst.get().values("failedRequests", "share").stream(),
                                        counts(cell, byKind, UnaryOperator.identity()).stream())
                                .toList()));
    }

    /** Wrong answers have a finding of their own. */
    private static OptionalDouble failedShare(TrialMeasured trial) {
        long all = trial.load().ok() + trial.load().failures();
        long failures =
                trial.load().failed().entrySet().stream()
                        .filter(e -> !WRONG_ANSWERS.contains(e.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) failures / all);
    }

    private static Optional<Finding> generator(CellTrials cell) {
        List<TrialMeasured> unwell =
                cell.measured().stream()
                        .filter(trial -> !trial.load().health().equals("healthy"))
                        .toList();
        if (unwell.isEmpty()) {
            return Optional.empty();
        }
        String first = unwell.getFirst().slot().id();
        int trials = cell.measured().size();
        return Optional.of(
                AuditRule.GENERATOR_SATURATED.finding(
                        "The load generator was at its own limit",
                        cell.slices().isPresent()
                                ? unwell.getFirst().load().health()
                                : say(
                                        "%d of %d trials: %s %s",
                                        unwell.size(),
                                        trials,
                                        first,
                                        unwell.getFirst().load().health()),
                        List.of(
                                Value.count("trialsAffected", unwell.size(), "trials")
                                        .against(0)
                                        .in(first),
                                Value.count("trialsObserved", trials, "trials"))));
    }

    /** Where nothing sleeps in the database, no bound follows from the delay. */
    private static Optional<Finding> customRequest(CellTrials cell) {
        return cell.stack()
                .request()
                .map(request ->
                        AuditRule.OTHER_REQUEST.finding(
                                "Its request differs from that of the article's stacks",
                                request
                                        + "; query delay and database sessions of the scenario do not reach it",
                                List.of()));
    }

    /**
     * No more than K requests can be at the database at once, each for at least the delay S, so a
     * window of T seconds holds at most K·(T/S + 1) answers, the 1 for those under way when it
     * begins (operational bound; Lazowska et al. 1984, ch. 5). K is the smallest of sessions,
     * clients and, for stacks whose workers serve one request at a time, workers.
     */
    private static Optional<Finding> impossibleThroughput(CellTrials cell) {
        for (TrialMeasured trial : asked(cell)) {
            CellSettings settings = trial.settings();
            if (settings.delayNs() == 0 || trial.load().durationS() <= 0) {
                continue;
            }
            int min = Math.min(settings.dbSessions(), settings.clients());
            if (cell.stack().sync()) {
                min = Math.min(min, settings.workers());
            }
            double window =
                    trial.load().durationS() / cell.slices().map(SliceFacts::windows).orElse(1);
            double bound = min * (1e9 / settings.delayNs() + 1 / window);
            if (trial.load().perSecond() > bound) {
                return Optional.of(
                        AuditRule.IMPOSSIBLE_THROUGHPUT.finding(
                                "More answers than the query delay allows",
                                say(
                                        "%.0f/s in %s, but %d at a time with %.1f ms each allow %.0f/s",
                                        trial.load().perSecond(),
                                        trial.slot().id(),
                                        min,
                                        settings.delayNs() / 1e6,
                                        bound),
                                List.of(
                                        Value.of("throughput", trial.load().perSecond(), "1/s")
                                                .against(bound)
                                                .in(trial.slot().id()),
                                        Value.count("atOnceMax", min, "requests"),
                                        Value.of("delay", settings.delayNs() / 1e6, "ms"))));
            }
        }
        return Optional.empty();
    }

    /** Those whose requests carried the query delay. */
    private static List<TrialMeasured> asked(CellTrials cell) {
        return cell.stack().request().isPresent() ? List.of() : cell.measured();
    }

    private static Optional<Finding> impossibleLatency(CellTrials cell) {
        for (TrialMeasured trial : asked(cell)) {
            double delayMs = trial.settings().delayNs() / 1e6;
            double boundMs = delayMs * (1 - Thresholds.HISTOGRAM_ROUNDING);
            OptionalDouble p50 = trial.load().latencyMs().p50();
            if (p50.isPresent() && p50.getAsDouble() < boundMs) {
                return Optional.of(
                        AuditRule.IMPOSSIBLE_LATENCY.finding(
                                "Answers came sooner than the query delay",
                                say(
                                        "P50 %.2f ms in %s with a delay of %.1f ms",
                                        p50.getAsDouble(), trial.slot().id(), delayMs),
                                List.of(
                                        Value.of("p50", p50.getAsDouble(), "ms")
                                                .against(boundMs)
                                                .in(trial.slot().id()),
                                        Value.of("delay", delayMs, "ms"))));
            }
        }
        return Optional.empty();
    }

    /** Of clients, which an open loop has not. */
    private static Optional<Finding> littlesLaw(CellTrials cell) {
        if (cell.measured().isEmpty() || cell.ratePerSecond().isPresent()) {
            return Optional.empty();
        }
        Optional<WorstTrial> worst =
                WorstTrial.of(
                        cell.measured(),
                        Thresholds.LITTLE_RESIDUAL,
                        t -> t.load().littlesLawResidual());
        if (worst.isEmpty()) {
            return Optional.of(
                    AuditRule.LITTLES_LAW.notObservable(
                            "Whether answers were lost or counted twice",
                            "the generator gave no residual of Little's law"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.LITTLES_LAW.finding(
                        "Throughput, latency and clients contradict each other (Little's law)",
                        worst.get().evidence(WorstTrial.percent(worst.get().value())),
                        worst.get().values("littlesLawResidual", "share")));
    }

    private static Optional<Finding> drift(CellTrials cell) {
        List<TrialMeasured> trials = ProcessAudits.withoutTurnover(cell);
        if (trials.isEmpty()) {
            return Optional.empty();
        }
        Optional<WorstTrial> worst =
                WorstTrial.of(trials, Thresholds.DRIFT, t -> DriftEstimator.drift(t.load()));
        if (worst.isEmpty()) {
            return Optional.of(
                    AuditRule.DRIFT.notObservable(
                            "Whether the warm-up was long enough",
                            "the windows hold fewer than two whole seconds"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.DRIFT.finding(
                        "Throughput still drifted within the window: warm-up unfinished",
                        worst.get().evidence(say("%+.0f %% per window", worst.get().value() * 100)),
                        worst.get().values("driftPerWindow", "share")));
    }

    private static Optional<Finding> tooFewBlocks(CellTrials cell) {
        int blocks = cell.throughput().size();
        int needed = AnytimeInterval.minBlocks();
        if (blocks == 0 || blocks >= needed) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.TOO_FEW_BLOCKS.finding(
                        "Too few blocks for an interval",
                        say("%d measured, %d needed", blocks, needed),
                        List.of(Value.count("blocksMeasured", blocks, "blocks").against(needed))));
    }

    /**
     * Whether the latencies of all answers are there.
     *
     * @param recorded how many are
     */
    static Optional<Finding> lostLatencies(CellTrials cell, long recorded) {
        long ok =
                cell.slices().isEmpty()
                        ? cell.ok()
                        : cell.measured().stream()
                                .mapToLong(
                                        slice -> slice.load().followed().orElse(slice.load().ok()))
                                .sum();
        double needed = ok * (1 - Thresholds.LOST_LATENCIES_SHARE);
        if (recorded >= needed) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.LOST_LATENCIES.finding(
                        "Latencies of some answers are lost",
                        say("the histograms hold %,d of %,d answers", recorded, ok),
                        List.of(
                                Value.count("latenciesRecorded", recorded, "answers")
                                        .against(needed),
                                Value.count("ok", ok, "answers"))));
    }

    private static String kinds(Map<String, Long> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((kind, n) -> words.add(say("%,d %s", n, kind)));
        return String.join(", ", words);
    }

    /** Requests by kind of failure, and all of them. */
    private static List<Value> counts(
            CellTrials cell, Map<String, Long> byKind, UnaryOperator<Value> bound) {
        List<Value> values = new ArrayList<>();
        byKind.forEach((kind, n) -> values.add(bound.apply(Value.count(kind, n, "requests"))));
        values.add(Value.count("requests", cell.ok() + cell.failedRequests(), "requests"));
        return values;
    }
}
