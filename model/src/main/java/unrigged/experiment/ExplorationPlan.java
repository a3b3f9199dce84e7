package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import unrigged.catalog.Catalog;
import unrigged.program.InvalidInputException;

/** Stacks in many universes, of which each block has those that tell most. */
public final class ExplorationPlan {
    private static final String NAME = "exploration";
    private static final int UNIVERSES_MIN = 8;

    private ExplorationPlan() {}

    /**
     * Until every verdict is decided, or the budget is spent.
     *
     * @param changes the stacks, one of them as the reference stack
     * @param budget of the measuring, set-up left out
     * @throws InvalidInputException when there are so few universes that all can be measured
     */
    public static Plan of(
            Catalog catalog,
            PlanChanges changes,
            List<Scenario> universes,
            Duration budget,
            long freshSeed) {
        if (universes.size() < UNIVERSES_MIN) {
            throw new InvalidInputException(
                    "there are %d universes, too few to choose from".formatted(universes.size()),
                    "give at least %d, such as delay=1ms..40ms/6,clients=7..120/4"
                            .formatted(UNIVERSES_MIN),
                    "`unrigged claim` and `unrigged run` measure all of a few");
        }
        if (universes.stream().anyMatch(universe -> universe.ratePerSecond().isPresent())) {
            throw new InvalidInputException(
                    "load.rate: an exploration compares throughputs, and an open loop's is what is offered",
                    "leave it out",
                    "`unrigged claim \"A > B on p50\"` compares latencies at rates");
        }
        return Plan.read("quick", catalog, changes, freshSeed)
                .inUniverses(
                        NAME,
                        universes,
                        Race.BLOCKS_MAX,
                        Optional.of(new Race(Question.UNIVERSES, Optional.of(budget))),
                        Optional.empty());
    }
}
