package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import unrigged.claim.Universe.Stand;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.program.InvalidInputException;

/**
 * Where a claim holds, what reverses it, and which settings decide.
 *
 * @param universes those with a verdict, the largest advantage first
 * @param unmeasured scenarios without a ratio, with the reason
 * @param radii of universes that support it and have a crossover in reach, the nearest first
 * @param contributions where the universes are all corners between two scenarios
 * @param predicted universes between the measured ones; empty where no model could be tested
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
        Optional<PredictedUniverses> predicted) {

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
     * @throws InvalidInputException when the run's reference stack is neither of the two, or it has
     *     no ratio of them at all
     */
    public static ClaimResult of(Claim claim, RunResult run) {
        String reference = run.identity().referenceStack();
        if (!claim.better().equals(reference) && !claim.worse().equals(reference)) {
            throw new InvalidInputException(
                    "the run %s compares with %s, which is in no side of the claim '%s'"
                            .formatted(run.identity().run(), reference, claim.text()),
                    "measure with one of the two as --reference, or let `unrigged claim` measure");
        }
        List<Universe> universes = new ArrayList<>();
        List<Unmeasured> unmeasured = new ArrayList<>();
        for (ScenarioResult scenario : run.scenarios()) {
            switch (ratio(claim, scenario, reference)) {
                case Ratio.Measured ratio ->
                        universes.add(
                                Universe.of(
                                        scenario.scenario(),
                                        row(scenario, claim.better())
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
                            .formatted(
                                    run.identity().run(),
                                    claim.text(),
                                    unmeasured.isEmpty()
                                            ? "it has no scenario"
                                            : unmeasured.getFirst().why()));
        }
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
                PredictedUniverses.of(claim, run, universes));
    }

    /** The better stack's figure as a multiple of the other's. */
    private static Ratio ratio(Claim claim, ScenarioResult scenario, String reference) {
        String other = claim.better().equals(reference) ? claim.worse() : claim.better();
        Optional<Row> row = row(scenario, other);
        if (row.isEmpty()) {
            return new Ratio.Unmeasured("the run has no stack " + other);
        }
        Ratio ratio = claim.metric().of(row.get());
        return other.equals(claim.worse()) && ratio instanceof Ratio.Measured measured
                ? measured.inverse()
                : ratio;
    }

    private static Optional<Row> row(ScenarioResult scenario, String stack) {
        return scenario.rows().stream()
                .filter(row -> row.stack().stack().equals(stack))
                .findFirst();
    }

    public int count(Stand stand) {
        return (int) universes.stream().filter(u -> u.stand() == stand).count();
    }

    /** The ratio of the middle universe; of an even number, the lesser advantage of the two. */
    public double medianRatio() {
        return universes.get(universes.size() / 2).ratio().point();
    }
}
