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
import java.util.stream.Stream;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Severity;

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

    private static Optional<Finding> otherHttp(CellTrials cell) {
        return cell.stack()
                .http()
                .map(version ->
                        new Finding(
                                Severity.NOTE,
                                say("The proxy spoke HTTP/%s to this server", version),
                                "The server refuses HTTP/1.0, the plan's version unless it says otherwise.",
                                say(
                                        "To have it speak the same to all: --set nginx.upstream_http_version=%s",
                                        version)));
    }

    private static Optional<Finding> failedTrials(CellTrials cell) {
        if (cell.failed().isEmpty()) {
            return Optional.empty();
        }
        Set<String> reasons = new LinkedHashSet<>();
        cell.failed()
                .forEach(f -> reasons.add(f.slot().id() + " at " + f.phase() + ": " + f.reason()));
        return Optional.of(
                new Finding(
                        Severity.ERROR,
                        say(
                                "%d of %d trials failed",
                                cell.failed().size(),
                                cell.failed().size() + cell.measured().size()),
                        String.join(" · ", reasons),
                        "Read the log's tail below; a stack that fails sometimes is not shown by its successes alone."));
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
                new Finding(
                        Severity.ERROR,
                        "Some answers were wrong",
                        kinds(wrong) + " of " + requests(cell) + " requests; threshold: any",
                        "Look into the application's log: a wrong answer is often a cheap one, and flatters the stack."));
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
                new Finding(
                        Severity.ERROR,
                        "Requests failed",
                        kinds(byKind)
                                + " · "
                                + worst.get()
                                        .evidence(
                                                WorstTrial.percent(worst.get().value()),
                                                WorstTrial.percent(Thresholds.FAILED_SHARE)),
                        "Compare only stacks that answer; lower the number of clients or raise the limit that was hit."));
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
        List<String> unwell = new ArrayList<>();
        for (TrialMeasured trial : cell.measured()) {
            if (!trial.load().health().equals("healthy")) {
                unwell.add(trial.slot().id() + " " + trial.load().health());
            }
        }
        if (unwell.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.ERROR,
                        "The load generator was at its own limit",
                        say(
                                "%d of %d trials: %s",
                                unwell.size(), cell.measured().size(), unwell.getFirst()),
                        "Give the generator CPUs of its own, or fewer clients: this measured the generator, not the stack."));
    }

    /** Where nothing sleeps in the database, no bound follows from the delay. */
    private static Optional<Finding> customRequest(CellTrials cell) {
        return cell.stack()
                .request()
                .map(request ->
                        new Finding(
                                Severity.NOTE,
                                "Its request differs from that of the article's stacks",
                                request
                                        + "; query delay and database sessions of the scenario do not reach it",
                                "Compare it only with stacks that answer the same request; --baseline names one of them."));
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
            double window = trial.load().durationS();
            double bound = min * (1e9 / settings.delayNs() + 1 / window);
            if (trial.load().perSecond() > bound) {
                return Optional.of(
                        new Finding(
                                Severity.ERROR,
                                "More answers than the query delay allows",
                                say(
                                        "%.0f/s in %s, but %d at a time with %.1f ms each allow %.0f/s",
                                        trial.load().perSecond(),
                                        trial.slot().id(),
                                        min,
                                        settings.delayNs() / 1e6,
                                        bound),
                                "Check that the query sleeps, that answers are not cached, and that pool and workers have the sizes they were given."));
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
            OptionalDouble p50 = trial.load().latencyMs().p50();
            if (p50.isPresent()
                    && p50.getAsDouble() < delayMs * (1 - Thresholds.HISTOGRAM_ROUNDING)) {
                return Optional.of(
                        new Finding(
                                Severity.ERROR,
                                "Answers came sooner than the query delay",
                                say(
                                        "P50 %.2f ms in %s with a delay of %.1f ms",
                                        p50.getAsDouble(), trial.slot().id(), delayMs),
                                "Check that the query sleeps and that answers are not cached."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> littlesLaw(CellTrials cell) {
        if (cell.measured().isEmpty()) {
            return Optional.empty();
        }
        Optional<WorstTrial> worst =
                WorstTrial.of(
                        cell.measured(),
                        Thresholds.LITTLE_RESIDUAL,
                        t -> t.load().littlesLawResidual());
        if (worst.isEmpty()) {
            return Optional.of(
                    notObservable(
                            "Whether answers were lost or counted twice",
                            "the generator gave no residual of Little's law"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.WARNING,
                        "Throughput, latency and clients contradict each other (Little's law)",
                        worst.get()
                                .evidence(
                                        WorstTrial.percent(worst.get().value()),
                                        WorstTrial.percent(Thresholds.LITTLE_RESIDUAL)),
                        "Answers may be lost or counted twice, or some clients were idle: look at failed and abandoned requests."));
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
                    notObservable(
                            "Whether the warm-up was long enough",
                            "the windows hold fewer than two whole seconds"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.WARNING,
                        "Throughput still drifted within the window: warm-up unfinished",
                        worst.get()
                                .evidence(
                                        say("%+.0f %% per window", worst.get().value() * 100),
                                        WorstTrial.percent(Thresholds.DRIFT)),
                        "Lengthen trial.warm_up (warm_up_jvm for Java) in the plan."));
    }

    private static Optional<Finding> tooFewBlocks(CellTrials cell) {
        int blocks = cell.throughput().size();
        int needed = AnytimeInterval.minBlocks();
        if (blocks == 0 || blocks >= needed) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.NOTE,
                        "Too few blocks for an interval",
                        say("%d measured, %d needed", blocks, needed),
                        say(
                                "Set blocks to %d or more; 10 give about ±6 %% when blocks scatter by 5 %%.",
                                needed)));
    }

    /**
     * Whether the latencies of all answers are there.
     *
     * @param recorded how many are
     */
    static Optional<Finding> lostLatencies(CellTrials cell, long recorded) {
        long ok = cell.ok();
        if (recorded >= ok * (1 - Thresholds.LOST_LATENCIES_SHARE)) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Severity.WARNING,
                        "Latencies of some answers are lost",
                        say("the histograms hold %,d of %,d answers", recorded, ok),
                        "P50 and P99 speak of the rest only; look for missing or damaged files under histograms/."));
    }

    static Finding notObservable(String what, String why) {
        return new Finding(
                Severity.NOT_OBSERVABLE,
                what + " was not observable",
                why,
                "Nothing can be said of this flaw here, neither that it is there nor that it is not.");
    }

    private static String kinds(Map<String, Long> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((kind, n) -> words.add(say("%,d %s", n, kind)));
        return String.join(", ", words);
    }

    private static String requests(CellTrials cell) {
        return say("%,d", cell.ok() + cell.failedRequests());
    }
}
