package unrigged.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.inference.RunResult.Leader;
import unrigged.inference.RunResult.RankReversal;
import unrigged.inference.SliceComparison.Estimate;

/** Who is ahead of whom in each scenario, and who changes places between two. */
final class Standings {
    /**
     * With fewer blocks the many pairs leave almost nothing decided, whatever the data: then rank
     * sets would say no more than that.
     */
    static final int BLOCKS_FOR_RANKS = 8;

    private final Map<String, Map<String, CellTrials>> cells;
    private final Comparability comparison;
    private final Optional<CountedSlices> slices;
    private final Map<String, Pairs> throughput = Collections.synchronizedMap(new HashMap<>());

    Standings(
            Map<String, Map<String, CellTrials>> cells,
            Comparability comparison,
            Optional<CountedSlices> slices) {
        this.cells = cells;
        this.comparison = comparison;
        this.slices = slices;
    }

    /** Throughput of {@code a} over {@code b}; empty when they may not be compared. */
    Optional<Ratio.Measured> direct(String scenario, String a, String b) {
        if (slices.isPresent()) {
            return pairs(scenario, slices.get()).ratio(a, b);
        }
        Map<String, CellTrials> ofScenario = cells.getOrDefault(scenario, Map.of());
        CellTrials one = ofScenario.get(a);
        CellTrials other = ofScenario.get(b);
        if (one == null || other == null || !comparison.comparable(one, other)) {
            return Optional.empty();
        }
        return Ratio.paired(one.throughput(), other.throughput(), Verdict.Better.HIGHER)
                        instanceof Ratio.Measured m
                ? Optional.of(m)
                : Optional.empty();
    }

    /** By throughput. */
    Pairs pairs(String scenario, CountedSlices counted) {
        return throughput.computeIfAbsent(
                scenario,
                _ ->
                        pairs(
                                scenario,
                                counted,
                                SliceFamily::bare,
                                SliceComparison.THROUGHPUT,
                                Verdict.Better.HIGHER));
    }

    private Pairs pairs(
            String scenario,
            CountedSlices counted,
            Function<CellTrials, SliceCell> made,
            SliceComparison by,
            Verdict.Better better) {
        Map<String, SliceCell> measured = new LinkedHashMap<>();
        cells.getOrDefault(scenario, Map.of())
                .forEach((stack, cell) -> {
                    if (!cell.measured().isEmpty()) {
                        measured.put(stack, made.apply(cell));
                    }
                });
        return new Pairs(
                counted.look(),
                List.copyOf(measured.keySet()),
                (a, b) -> estimate(measured.get(a), measured.get(b), by),
                better);
    }

    private Optional<Estimate> estimate(
            @Nullable SliceCell a, @Nullable SliceCell b, SliceComparison by) {
        return a != null
                        && b != null
                        && comparison.comparable(a.cell(), b.cell())
                        && by.of(a, b) instanceof Estimate estimate
                ? Optional.of(estimate)
                : Optional.empty();
    }

    /**
     * The ranks of a scenario's stacks by each metric that stacks are compared by, by stack; empty
     * with too few blocks.
     *
     * @param made a cell with its latencies
     */
    Map<String, Map<Metric<?>, RankSet>> ranks(
            String scenario, List<Metric<?>> metrics, Function<CellTrials, SliceCell> made) {
        Map<String, Map<Metric<?>, RankSet>> ranks = new LinkedHashMap<>();
        if (slices.isEmpty() || slices.get().completeBlocks() < BLOCKS_FOR_RANKS) {
            return ranks;
        }
        for (Metric<?> metric : metrics) {
            Optional<SliceComparison> by = metric.aggregation().comparison();
            if (by.isEmpty()) {
                continue;
            }
            Pairs pairs =
                    by.get() == SliceComparison.THROUGHPUT
                            ? pairs(scenario, slices.get())
                            : pairs(scenario, slices.get(), made, by.get(), metric.better());
            for (String stack : cells.getOrDefault(scenario, Map.of()).keySet()) {
                pairs.ranks(stack)
                        .ifPresent(set ->
                                ranks.computeIfAbsent(stack, _ -> new LinkedHashMap<>())
                                        .put(metric, set));
            }
        }
        return ranks;
    }

    /**
     * Whether the first row is ahead of the second by the interval of that very pair. A row alone
     * leads nobody.
     *
     * @param ranked rows with a ratio, the highest first
     */
    Optional<Leader> leader(String scenario, List<Row> ranked) {
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        String first = ranked.getFirst().stack().stack();
        String second = ranked.get(1).stack().stack();
        boolean ahead =
                direct(scenario, first, second)
                        .map(m -> m.verdict() == Verdict.FASTER)
                        .orElse(false);
        double ratio =
                ranked.getFirst().figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured m
                        ? m.point()
                        : 1;
        return Optional.of(new Leader(first, ratio, second, ahead));
    }

    /** Each pair at most once: the first two scenarios, in the plan's order, that contradict. */
    List<RankReversal> rankReversals(List<String> stacks) {
        List<RankReversal> rankReversals = new ArrayList<>();
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
        for (String scenario : cells.keySet()) {
            direct(scenario, a, b)
                    .ifPresent(m -> first.putIfAbsent(m.verdict(), Map.entry(scenario, m.point())));
        }
        if (!first.containsKey(Verdict.FASTER) || !first.containsKey(Verdict.SLOWER)) {
            return Optional.empty();
        }
        Map.Entry<String, Double> faster = Objects.requireNonNull(first.get(Verdict.FASTER));
        Map.Entry<String, Double> slower = Objects.requireNonNull(first.get(Verdict.SLOWER));
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
