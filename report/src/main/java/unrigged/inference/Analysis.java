package unrigged.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import unrigged.experiment.Event;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.ScenarioResolved;
import unrigged.inference.RunResult.FailedTrial;
import unrigged.inference.RunResult.Leader;
import unrigged.inference.RunResult.RankReversal;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.RunResult.Unavailable;
import unrigged.journal.Journal;
import unrigged.program.InvalidInputException;

/** From a journal to a result; the same journal always gives the same result. */
public final class Analysis {
    private final Journal journal;
    private final RunStarted run;
    private final HistogramSource histograms;
    private final List<Metric<?>> metrics;
    private final Map<String, Map<String, CellTrials>> cells;
    private final Map<String, String> unavailable = new LinkedHashMap<>();
    private final Comparability comparison = new Comparability(Analysis::audits);

    private Analysis(
            Journal journal, RunStarted run, HistogramSource histograms, List<Metric<?>> metrics) {
        this.journal = journal;
        this.run = run;
        this.histograms = histograms;
        this.metrics = metrics;
        this.cells = CellTrials.of(journal, run);
        journal.all(Event.StackUnavailable.class).forEach(u -> unavailable.put(u.stack(), u.why()));
    }

    /**
     * Reads the figures out of a journal, finished or not.
     *
     * @throws InvalidInputException when it does not begin with the record that a run starts with
     */
    public static RunResult of(Journal journal, HistogramSource histograms) {
        return of(journal, histograms, Metrics.ALL);
    }

    /** The same with these metrics in every row; the ratio of throughput must be among them. */
    public static RunResult of(
            Journal journal, HistogramSource histograms, List<Metric<?>> metrics) {
        List<RunStarted> starts = journal.all(RunStarted.class);
        if (starts.isEmpty()) {
            throw new InvalidInputException(
                    "the journal holds no start of a run; it ended before its first record was whole");
        }
        return new Analysis(journal, starts.getFirst(), histograms, metrics).result();
    }

    private RunResult result() {
        RunRecords records = new RunRecords(journal, run);
        return new RunResult(
                records.identity(),
                records.progress(),
                run.scenarios().stream().map(this::scenario).toList(),
                failedTrials(),
                unavailable.entrySet().stream()
                        .map(e -> new Unavailable(e.getKey(), e.getValue()))
                        .toList(),
                records.calibration(),
                records.time(),
                records.findings(),
                rankReversals());
    }

    private ScenarioResult scenario(String name) {
        Map<String, CellTrials> ofScenario = cells.getOrDefault(name, Map.of());
        List<Row> rows = new ArrayList<>();
        ofScenario.values().forEach(cell -> rows.add(row(cell, ofScenario)));
        rows.sort(
                Comparator.comparingDouble(Analysis::order)
                        .reversed()
                        .thenComparing(r -> r.why().isPresent())
                        .thenComparing(r -> r.stack().stack()));
        Optional<ScenarioResolved> resolved =
                journal.all(ScenarioResolved.class).stream()
                        .filter(s -> s.scenario().equals(name))
                        .reduce((_, last) -> last);
        return new ScenarioResult(
                name,
                resolved.map(ScenarioResolved::title).orElse(name),
                resolved.map(ScenarioResolved::sync),
                resolved.map(ScenarioResolved::async),
                rows,
                leader(ofScenario, rows),
                journal.all(Event.WorkersTuned.class).stream()
                        .filter(t -> t.scenario().equals(name))
                        .toList());
    }

    private static double order(Row row) {
        return row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured m ? m.point() : 0;
    }

    private Row row(CellTrials cell, Map<String, CellTrials> ofScenario) {
        @Nullable CellTrials reference = ofScenario.get(run.referenceStack());
        Histogram pooled = new Histogram(3);
        pooled.setAutoResize(true);
        cell.measured().forEach(t -> pooled.add(histograms.of(t)));
        List<Finding> findings = new ArrayList<>(comparison.findings(cell));
        LoadAudits.lostLatencies(cell, pooled.getTotalCount()).ifPresent(findings::add);
        TransactionAudit.of(
                        cell,
                        ofScenario.values().stream()
                                .filter(other -> comparison.comparable(cell, other))
                                .toList())
                .ifPresent(findings::add);
        findings.sort(Comparator.comparing(Finding::severity));
        List<Row.Block> blocks = new ArrayList<>();
        cell.throughput().forEach((block, y) -> blocks.add(new Row.Block(block, y)));
        return new Row(
                cell.stack(),
                cell.settings(),
                cell.levels(),
                new Row.Trials(cell.measured().size(), cell.failed().size()),
                CellFigures.of(
                        metrics,
                        new CellInputs(
                                cell, pooled, reference, comparison.obstacle(cell, reference))),
                blocks,
                findings,
                why(cell));
    }

    /** All findings that a cell's trials raise, in no order. */
    static List<Finding> audits(CellTrials cell) {
        List<Finding> findings = new ArrayList<>(LoadAudits.of(cell));
        findings.addAll(MachineAudits.of(cell));
        findings.addAll(DatabaseWorkAudits.of(cell));
        return findings;
    }

    private Optional<String> why(CellTrials cell) {
        if (!cell.measured().isEmpty()) {
            return Optional.empty();
        }
        String missing = unavailable.get(cell.stack().stack());
        if (missing != null) {
            return Optional.of(missing);
        }
        if (!cell.failed().isEmpty()) {
            return Optional.of("every trial failed: " + cell.failed().getLast().reason());
        }
        return Optional.of("not measured: the run did not get there");
    }

    private List<FailedTrial> failedTrials() {
        List<FailedTrial> failed = new ArrayList<>();
        for (Event.Observation end : journal.ended().values()) {
            if (end instanceof Event.TrialFailed f) {
                failed.add(
                        new FailedTrial(
                                f.slot().id(),
                                f.slot().scenario(),
                                f.slot().stack(),
                                f.slot().block(),
                                f.attempt(),
                                f.phase(),
                                f.reason(),
                                f.evidence()));
            }
        }
        return failed;
    }

    /**
     * Whether the first row is ahead of the second by the interval of that very pair. A row alone
     * leads nobody.
     */
    private Optional<Leader> leader(Map<String, CellTrials> ofScenario, List<Row> rows) {
        List<Row> ranked = rows.stream().filter(r -> order(r) > 0).toList();
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        String first = ranked.getFirst().stack().stack();
        String second = ranked.get(1).stack().stack();
        boolean ahead =
                direct(ofScenario, first, second)
                        .map(m -> m.verdict() == Verdict.FASTER)
                        .orElse(false);
        return Optional.of(new Leader(first, order(ranked.getFirst()), second, ahead));
    }

    /**
     * Throughput of {@code a} over {@code b}, paired by block without going over the reference
     * stack.
     */
    private Optional<Ratio.Measured> direct(Map<String, CellTrials> cells, String a, String b) {
        CellTrials one = cells.get(a);
        CellTrials other = cells.get(b);
        return one != null
                        && other != null
                        && comparison.comparable(one, other)
                        && Ratio.paired(one.throughput(), other.throughput(), Verdict.Better.HIGHER)
                                instanceof Ratio.Measured m
                ? Optional.of(m)
                : Optional.empty();
    }

    /** Each pair at most once: the first two scenarios, in the plan's order, that contradict. */
    private List<RankReversal> rankReversals() {
        List<RankReversal> rankReversals = new ArrayList<>();
        List<String> stacks = run.stacks().stream().map(Event.StackInfo::stack).toList();
        Set<String> seen = new HashSet<>();
        for (String a : stacks) {
            seen.add(a);
            for (String b : stacks) {
                if (!seen.contains(b)) {
                    rankReversal(a, b).ifPresent(rankReversals::add);
                }
            }
        }
        return rankReversals;
    }

    private Optional<RankReversal> rankReversal(String a, String b) {
        Map<Verdict, Map.Entry<String, Double>> first = new EnumMap<>(Verdict.class);
        cells.forEach((scenario, ofScenario) ->
                direct(ofScenario, a, b)
                        .ifPresent(m ->
                                first.putIfAbsent(m.verdict(), Map.entry(scenario, m.point()))));
        Map.Entry<String, Double> faster = first.get(Verdict.FASTER);
        Map.Entry<String, Double> slower = first.get(Verdict.SLOWER);
        if (faster == null || slower == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RankReversal(
                        a,
                        b,
                        faster.getKey(),
                        faster.getValue(),
                        slower.getKey(),
                        slower.getValue()));
    }
}
