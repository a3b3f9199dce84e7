package unrigged.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.experiment.Event;
import unrigged.experiment.Event.BlocksFixed;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.ScenarioResolved;
import unrigged.inference.RunResult.FailedTrial;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.RunResult.Unavailable;
import unrigged.journal.Journal;
import unrigged.program.InvalidInputException;

/** From a journal to a result; the same journal always gives the same result. */
public final class Analysis {
    private final Journal journal;
    private final RunStarted run;
    private final LatencySource latencies;
    private final RowDetails details;
    private final CellAudits audits;
    private final List<Metric<?>> metrics;
    private final Optional<CountedSlices> slices;
    private final Map<String, Map<String, CellTrials>> cells;
    private @Nullable Map<String, Map<String, Ratio>> throughputRatios;
    private final Map<String, String> unavailable = new LinkedHashMap<>();
    private final Comparability comparison;
    private final Standings standings;

    private Analysis(
            Journal journal, RunStarted run, HistogramSource histograms, List<Metric<?>> metrics) {
        this.journal = journal;
        this.run = run;
        this.latencies = new LatencySource(histograms);
        this.details = new RowDetails(new SliceTimes(journal), latencies);
        this.audits = new CellAudits(latencies);
        this.comparison = new Comparability(audits::of);
        this.metrics = metrics;
        this.slices = CountedSlices.of(journal, run);
        this.cells =
                slices.map(counted -> counted.cells(CountedSlices.Repeated.LAST))
                        .orElseGet(() -> CellTrials.of(journal, run));
        this.standings = new Standings(cells, comparison, slices);
        journal.all(Event.StackUnavailable.class).forEach(u -> unavailable.put(u.stack(), u.why()));
    }

    /**
     * Reads the figures out of a journal, finished or not.
     *
     * @throws InvalidInputException when it does not begin with the record that a run starts with
     */
    public static RunResult of(Journal journal, HistogramSource histograms) {
        boolean ofSlices =
                journal.all(RunStarted.class).stream().anyMatch(run -> run.rounds().isPresent());
        return of(journal, histograms, ofSlices ? Metrics.OF_SLICES : Metrics.ALL);
    }

    /** The same with these metrics in every row; the ratio of throughput must be among them. */
    public static RunResult of(
            Journal journal, HistogramSource histograms, List<Metric<?>> metrics) {
        List<RunStarted> starts = journal.all(RunStarted.class);
        if (starts.isEmpty()) {
            throw new InvalidInputException(
                    "the journal holds no start of a run; it ended before its first record was whole");
        }
        return new Analysis(journal, planned(journal), histograms, metrics).result();
    }

    /** With as many blocks as there is time for, where that was fixed. */
    private static RunStarted planned(Journal journal) {
        RunStarted run = journal.all(RunStarted.class).getFirst();
        return journal.all(BlocksFixed.class).stream()
                .reduce((_, last) -> last)
                .map(fixed -> with(run, fixed.blocks()))
                .orElse(run);
    }

    private static RunStarted with(RunStarted run, int blocks) {
        return new RunStarted(
                run.run(),
                run.plan(),
                run.mode(),
                run.scale(),
                run.referenceStack(),
                run.seed(),
                blocks,
                run.cpus(),
                run.scenarios(),
                run.stacks(),
                run.trials() / run.blocks() * blocks,
                run.rounds(),
                run.question());
    }

    /** For what asks of who is ahead alone, not of a whole result. */
    static Analysis ofSlices(Journal journal, HistogramSource histograms) {
        return new Analysis(
                journal, planned(journal), histograms, List.of(Metrics.THROUGHPUT_RATIO));
    }

    /** All pairs of the scenario by throughput. */
    Pairs pairs(String scenario) {
        return standings.pairs(scenario, slices.orElseThrow());
    }

    /** The ratios of throughput to the reference stack; stacks that have none are left out. */
    Map<String, Ratio.Measured> ratios(String scenario) {
        Map<String, Ratio.Measured> measured = new LinkedHashMap<>();
        throughputRatios()
                .getOrDefault(scenario, Map.of())
                .forEach((stack, ratio) -> {
                    if (ratio instanceof Ratio.Measured one) {
                        measured.put(stack, one);
                    }
                });
        return measured;
    }

    /** Stacks that this machine can run and that have no figure yet. */
    Set<String> unmeasured(String scenario) {
        Set<String> unmeasured = new TreeSet<>();
        cells.getOrDefault(scenario, Map.of())
                .forEach((stack, cell) -> {
                    if (cell.measured().isEmpty() && !unavailable.containsKey(stack)) {
                        unmeasured.add(stack);
                    }
                });
        return unmeasured;
    }

    private RunResult result() {
        latencies.readAll(
                cells.values().stream()
                        .flatMap(row -> row.values().stream())
                        .flatMap(cell -> cell.measured().stream())
                        .toList());
        Optional<SliceRecords> ofSlices =
                slices.map(counted -> new SliceRecords(journal, run, counted));
        RunRecords records = new RunRecords(journal, run, ofSlices);
        Optional<Canary> canary =
                slices.flatMap(_ ->
                        Canary.of(
                                cells.values().stream()
                                        .flatMap(row ->
                                                Optional.ofNullable(row.get(run.referenceStack()))
                                                        .stream())
                                        .toList()));
        List<Finding> findings = new ArrayList<>(records.findings(audits));
        slices.ifPresent(counted -> findings.addAll(sliceFindings(counted, canary)));
        return new RunResult(
                records.identity(),
                records.progress(),
                run.scenarios().parallelStream().map(this::scenario).toList(),
                failedTrials(),
                unavailable.entrySet().stream()
                        .map(e -> new Unavailable(e.getKey(), e.getValue()))
                        .toList(),
                records.calibration(),
                records.time(),
                findings,
                standings.rankReversals(run.stacks().stream().map(Event.StackInfo::stack).toList()),
                ofSlices.map(s -> s.summary(canary, new Outlook(run).of(this))));
    }

    private List<Finding> sliceFindings(CountedSlices counted, Optional<Canary> canary) {
        List<Finding> findings =
                new ArrayList<>(
                        new SliceRunAudits(counted, run.cpus())
                                .of(
                                        cells.values().stream()
                                                .flatMap(row -> row.values().stream())
                                                .toList(),
                                        canary));
        Map<String, Ratio> ratios = named(throughputRatios());
        ResidualShape.skewed(ratios).ifPresent(findings::add);
        if (!counted.repeatedRounds().isEmpty()) {
            SliceRunAudits.differingAnalyses(
                            ratios,
                            named(throughputRatios(counted.cells(CountedSlices.Repeated.FIRST))))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Of the cells that count, made once: by scenario and stack. */
    private Map<String, Map<String, Ratio>> throughputRatios() {
        Map<String, Map<String, Ratio>> known = throughputRatios;
        if (known == null) {
            known = throughputRatios(cells);
            throughputRatios = known;
        }
        return known;
    }

    /** The rows that are compared; by scenario and stack. */
    private Map<String, Map<String, Ratio>> throughputRatios(
            Map<String, Map<String, CellTrials>> of) {
        Map<String, Map<String, Ratio>> ratios = new LinkedHashMap<>();
        of.forEach((scenario, row) -> {
            SliceFamily family = family(row, cell -> SliceFamily.bare(cell));
            Map<String, Ratio> ofRow = new LinkedHashMap<>();
            row.forEach((stack, _) ->
                    ofRow.put(
                            stack,
                            family.ratio(
                                    SliceComparison.THROUGHPUT, stack, Verdict.Better.HIGHER)));
            ratios.put(scenario, ofRow);
        });
        return ratios;
    }

    /** By scenario and stack in one name. */
    private static Map<String, Ratio> named(Map<String, Map<String, Ratio>> ratios) {
        Map<String, Ratio> named = new LinkedHashMap<>();
        ratios.forEach((scenario, row) ->
                row.forEach((stack, ratio) -> named.put(scenario + " " + stack, ratio)));
        return named;
    }

    /** Of the row's cells that are compared with the reference stack. */
    private SliceFamily family(Map<String, CellTrials> row, Function<CellTrials, SliceCell> made) {
        CellTrials reference = row.get(run.referenceStack());
        Map<String, SliceCell> others = new LinkedHashMap<>();
        row.forEach((stack, cell) -> {
            if (reference != null
                    && !stack.equals(run.referenceStack())
                    && !cell.measured().isEmpty()
                    && comparison.obstacle(cell, reference).isEmpty()) {
                others.put(stack, made.apply(cell));
            }
        });
        return new SliceFamily(
                slices.map(CountedSlices::look).orElse(Look.ANYTIME),
                reference == null ? null : made.apply(reference),
                others);
    }

    /**
     * Several threads ask for one each: what they share is computed once, by the first that asks.
     */
    private ScenarioResult scenario(String name) {
        Map<String, CellTrials> ofScenario = cells.getOrDefault(name, Map.of());
        List<Row> rows = new ArrayList<>();
        Map<String, SliceCell> known = new HashMap<>();
        // Its histograms are read once, for its ratios and for its own figures.
        Function<CellTrials, SliceCell> sliceCell =
                cell ->
                        known.computeIfAbsent(
                                cell.stack().stack(), _ -> SliceCell.of(cell, latencies));
        Optional<SliceFamily> family = slices.map(_ -> family(ofScenario, sliceCell));
        Map<String, Map<Metric<?>, RankSet>> ranks = standings.ranks(name, metrics, sliceCell);
        Map<String, CellTrials> added = new LinkedHashMap<>();
        ofScenario.forEach((stack, cell) -> added.put(stack, audits.added(cell)));
        for (CellTrials cell : ofScenario.values()) {
            List<CellTrials> comparable = new ArrayList<>();
            added.forEach((stack, sum) -> {
                CellTrials other = ofScenario.get(stack);
                if (other != null && comparison.comparable(cell, other)) {
                    comparable.add(sum);
                }
            });
            Optional<Finding> transactions =
                    Optional.ofNullable(added.get(cell.stack().stack()))
                            .flatMap(own -> TransactionAudit.of(own, comparable));
            rows.add(
                    row(
                            cell,
                            ofScenario,
                            family.map(f -> new CellInputs.OfSlices(sliceCell.apply(cell), f)),
                            ranks.getOrDefault(cell.stack().stack(), Map.of()),
                            transactions));
        }
        rows.sort(
                Comparator.comparingDouble(Analysis::order)
                        .reversed()
                        .thenComparingDouble(Analysis::latency)
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
                standings.leader(name, rows.stream().filter(r -> order(r) > 0).toList()),
                journal.all(Event.WorkersTuned.class).stream()
                        .filter(t -> t.scenario().equals(name))
                        .toList(),
                slices.flatMap(_ ->
                        Optional.ofNullable(ofScenario.get(run.referenceStack()))
                                .flatMap(reference -> Canary.of(List.of(reference)))));
    }

    private static double order(Row row) {
        return row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured m ? m.point() : 0;
    }

    /** What rows of an open loop are sorted by. */
    private static double latency(Row row) {
        return row.ratePerSecond().isEmpty()
                ? 0
                : row.figures().values().get(Metrics.P50) instanceof Percentile.Resolved p50
                        ? p50.ms()
                        : Double.MAX_VALUE;
    }

    private Row row(
            CellTrials cell,
            Map<String, CellTrials> ofScenario,
            Optional<CellInputs.OfSlices> ofSlices,
            Map<Metric<?>, RankSet> ranks,
            Optional<Finding> transactions) {
        @Nullable CellTrials reference = ofScenario.get(run.referenceStack());
        LatencyCounts pooled = latencies.pooled(cell.measured());
        List<Finding> findings = new ArrayList<>(comparison.findings(cell));
        LoadAudits.lostLatencies(cell, pooled.total()).ifPresent(findings::add);
        transactions.ifPresent(findings::add);
        Optional<double[]> changes =
                Optional.ofNullable(reference)
                        .filter(r -> ofSlices.isPresent() && !r.stack().equals(cell.stack()))
                        .filter(_ -> cell.ratePerSecond().isEmpty())
                        .map(r -> SliceAudits.changes(cell, r));
        changes.flatMap(SliceAudits::drift).ifPresent(findings::add);
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
                                cell,
                                pooled,
                                reference,
                                comparison.obstacle(cell, reference),
                                ofSlices)),
                ranks,
                blocks,
                findings,
                changes.flatMap(SliceAudits::driftShare),
                why(cell),
                details.of(cell, pooled));
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
}
