package unrigged.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.claim.ClaimResult.Unmeasured;
import unrigged.experiment.Question;
import unrigged.exploration.Exploration;
import unrigged.exploration.Explored;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Interval;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.program.InvalidInputException;

/**
 * A claim in the universes of an exploration, those included that it predicts.
 *
 * @param unusable measured ones whose figure says nothing; they are predicted
 * @param medianError of measured universes that were left out in turn, as a factor less 1
 * @param coverage share of these within their 95 % intervals
 */
public record FieldUniverses(
        List<Universe> universes,
        List<Unmeasured> unusable,
        OptionalDouble medianError,
        OptionalDouble coverage) {
    public FieldUniverses {
        universes = List.copyOf(universes);
        unusable = List.copyOf(unusable);
    }

    /** Of how many universes the ratio was measured. */
    public int measured() {
        return (int) universes.stream().filter(Universe::measured).count();
    }

    /** Empty of other runs, and by other metrics than throughput. */
    static Optional<FieldUniverses> of(Claim claim, RunResult run) {
        boolean explores =
                run.identity().question().filter(Question.UNIVERSES.id()::equals).isPresent();
        return explores && claim.metric() == ComparedMetric.THROUGHPUT
                ? Optional.of(of(claim, Exploration.ofMeasured(run)))
                : Optional.empty();
    }

    private static FieldUniverses of(Claim claim, Exploration exploration) {
        RunResult run = exploration.run();
        String reference = run.identity().referenceStack();
        Map<String, Map<String, Explored>> cells = new HashMap<>();
        exploration
                .cells()
                .forEach(cell ->
                        cells.computeIfAbsent(cell.scenario(), _ -> new HashMap<>())
                                .put(cell.stack(), cell));
        List<Universe> universes = new ArrayList<>();
        for (ScenarioResult scenario : run.scenarios()) {
            Map<String, Explored> own = cells.getOrDefault(scenario.scenario(), Map.of());
            if (!own.isEmpty()) {
                Log better = Log.of(own, claim.better(), reference, run);
                Log worse = Log.of(own, claim.worse(), reference, run);
                universes.add(
                        Universe.explored(
                                scenario.scenario(),
                                scenario.settings(claim.better()).orElseThrow(),
                                better.over(worse)));
            }
        }
        List<Unmeasured> unusable =
                exploration.unusable().stream()
                        .filter(one ->
                                one.stack().equals(claim.better())
                                        || one.stack().equals(claim.worse()))
                        .map(one -> new Unmeasured(one.scenario(), one.why()))
                        .toList();
        return new FieldUniverses(
                universes, unusable, exploration.medianError(), exploration.coverage());
    }

    /**
     * ln of a throughput as a multiple of the reference stack's.
     *
     * @param error its standard error
     * @param blocks in which it was measured
     */
    record Log(double mean, double error, int blocks) {
        private static Log of(
                Map<String, Explored> cells, String stack, String reference, RunResult run) {
            if (stack.equals(reference)) {
                return new Log(0, 0, Integer.MAX_VALUE);
            }
            Explored cell = cells.get(stack);
            if (cell == null) {
                throw new InvalidInputException(
                        "the run %s has no stack %s".formatted(run.identity().run(), stack));
            }
            double half = Math.log(cell.interval().hi() / cell.interval().lo()) / 2;
            return new Log(Math.log(cell.ratio()), half / Interval.NORMAL, cell.blocks());
        }

        /**
         * Two stacks share the reference stack's error, which cancels: to add both is to err on the
         * wide side.
         */
        private Log over(Log other) {
            return new Log(
                    mean - other.mean,
                    Math.hypot(error, other.error),
                    Math.min(blocks, other.blocks));
        }
    }
}
