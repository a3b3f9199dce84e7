package unrigged.claim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.claim.Universe.Stand;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Look;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.SliceSummary;
import unrigged.program.InvalidInputException;

/**
 * Where a claim holds, what reverses it, and which settings decide.
 *
 * @param universes those with a verdict, the largest advantage first
 * @param unmeasured scenarios without a ratio, with the reason
 * @param radii of universes that support it and have a crossover in reach, the nearest first
 * @param contributions where the universes are all corners between two scenarios
 * @param predicted universes between the measured ones; empty where no model could be tested
 * @param field of an exploration, whose universes are in {@code universes}; empty of other runs
 */
public record ClaimResult(
        Claim claim,
        List<Universe> universes,
        List<Unmeasured> unmeasured,
        List<Crossover> crossovers,
        List<Attribution> attribution,
        List<Flip> flips,
        List<FlipRadius> radii,
        Optional<Contributions> contributions,
        Optional<PredictedUniverses> predicted,
        Optional<FieldUniverses> field) {

    private static final int REASONS_MAX = 3;

    public ClaimResult {
        universes = List.copyOf(universes);
        unmeasured = List.copyOf(unmeasured);
        crossovers = List.copyOf(crossovers);
        attribution = List.copyOf(attribution);
        flips = List.copyOf(flips);
        radii = List.copyOf(radii);
    }

    /** A scenario that says nothing of the claim. */
    public record Unmeasured(String scenario, String why) {}

    /**
     * Reads the claim out of a run.
     *
     * @throws InvalidInputException when it has no ratio of the two at all, or of two stacks that
     *     are not its reference stack no ratio by this metric
     */
    public static ClaimResult of(Claim claim, RunResult run) {
        String reference = run.identity().referenceStack();
        boolean percentile =
                claim.metric() == ComparedMetric.P50 || claim.metric() == ComparedMetric.P99;
        if (percentile && !claim.better().equals(reference) && !claim.worse().equals(reference)) {
            throw new InvalidInputException(
                    "the run %s compares by %s with %s alone, which is in no side of the claim '%s'"
                            .formatted(
                                    run.identity().run(),
                                    claim.metric().words(),
                                    reference,
                                    claim.text()),
                    "measure with one of the two as --reference, or let `unrigged claim` measure");
        }
        Optional<FieldUniverses> field = FieldUniverses.of(claim, run);
        if (field.isPresent()) {
            return of(claim, run, field.get().universes(), field.get().unusable(), field);
        }
        Look look = run.slices().map(SliceSummary::look).orElse(Look.ANYTIME);
        List<Universe> universes = new ArrayList<>();
        List<Unmeasured> unmeasured = new ArrayList<>();
        for (ScenarioResult scenario : run.scenarios()) {
            switch (ratio(claim, scenario, reference, look)) {
                case Ratio.Measured ratio ->
                        universes.add(
                                Universe.of(
                                        scenario.scenario(),
                                        scenario.row(claim.better())
                                                .flatMap(Row::settings)
                                                .orElseThrow(),
                                        ratio,
                                        claim.metric().better()));
                case Ratio.Unmeasured(String why) ->
                        unmeasured.add(new Unmeasured(scenario.scenario(), why));
                case Ratio.NotCompared(String why) ->
                        unmeasured.add(new Unmeasured(scenario.scenario(), why));
            }
        }
        if (universes.isEmpty()) {
            throw new InvalidInputException(
                    "the run %s says nothing of '%s': %s"
                            .formatted(run.identity().run(), claim.text(), why(unmeasured)));
        }
        return of(claim, run, universes, unmeasured, Optional.empty());
    }

    private static ClaimResult of(
            Claim claim,
            RunResult run,
            List<Universe> found,
            List<Unmeasured> unmeasured,
            Optional<FieldUniverses> field) {
        List<Universe> universes = new ArrayList<>(found);
        universes.sort(Comparator.comparingDouble(Universe::advantage).reversed());
        UniverseGrid grid = new UniverseGrid(universes);
        return new ClaimResult(
                claim,
                universes,
                unmeasured,
                Crossover.of(grid),
                Attribution.of(grid),
                Flip.of(grid),
                FlipRadius.of(grid),
                Contributions.of(universes),
                field.isPresent() ? Optional.empty() : PredictedUniverses.of(claim, run, universes),
                field);
    }

    /** Each reason once, with the scenarios that it is true of where it is not of all. */
    private static String why(List<Unmeasured> unmeasured) {
        Map<String, List<String>> byReason =
                unmeasured.stream()
                        .collect(
                                groupingBy(
                                        Unmeasured::why,
                                        LinkedHashMap::new,
                                        mapping(Unmeasured::scenario, toList())));
        return switch (byReason.size()) {
            case 0 -> "it has no scenario";
            case 1 -> byReason.keySet().iterator().next();
            default ->
                    byReason.entrySet().stream()
                            .limit(REASONS_MAX)
                            .map(e -> "in " + String.join(", ", e.getValue()) + ": " + e.getKey())
                            .collect(joining("; "));
        };
    }

    /** The better stack's figure as a multiple of the other's. */
    private static Ratio ratio(Claim claim, ScenarioResult scenario, String reference, Look look) {
        Ratio better = ratio(claim, scenario, claim.better());
        Ratio worse = ratio(claim, scenario, claim.worse());
        if (claim.worse().equals(reference)) {
            return better;
        }
        if (claim.better().equals(reference)) {
            return worse instanceof Ratio.Measured measured ? measured.inverse() : worse;
        }
        if (better instanceof Ratio.Measured own && worse instanceof Ratio.Measured other) {
            return own.over(other, look, claim.metric().better());
        }
        return better instanceof Ratio.Measured ? worse : better;
    }

    private static Ratio ratio(Claim claim, ScenarioResult scenario, String stack) {
        return scenario.row(stack)
                .map(claim.metric()::of)
                .orElseGet(() -> new Ratio.Unmeasured("the run has no stack " + stack));
    }

    public int count(Stand stand) {
        return (int) universes.stream().filter(u -> u.stand() == stand).count();
    }

    /** The ratio of the middle universe; of an even number, the lesser advantage of the two. */
    public double medianRatio() {
        return universes.get(universes.size() / 2).ratio();
    }
}
