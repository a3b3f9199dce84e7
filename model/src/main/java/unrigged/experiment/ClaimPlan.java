package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.config.Durations;
import unrigged.program.InvalidInputException;

/**
 * Two stacks in many universes, one round of each in a block, and as many blocks as there is time
 * for, by the forecast at most and in the end by what the first one takes ({@link BudgetDesign}).
 */
public final class ClaimPlan {
    /** Fewer blocks give no interval that is worth its time. */
    public static final int BLOCKS_MIN = 4;

    private static final int BLOCKS_MAX = 40;

    private static final String NAME = "claim";

    private ClaimPlan() {}

    /**
     * As many blocks as there is time for.
     *
     * @param changes the two stacks, one of them as the reference stack
     * @param budget of the measuring, set-up left out
     * @throws InvalidInputException when the time is too short for {@link #BLOCKS_MIN} blocks
     */
    public static Plan of(
            Catalog catalog,
            PlanChanges changes,
            List<Scenario> universes,
            Duration budget,
            int cpus,
            long freshSeed) {
        Plan standard = Plan.read("quick", catalog, changes, freshSeed);
        for (int blocks = BLOCKS_MAX; blocks >= BLOCKS_MIN; blocks--) {
            Plan plan =
                    standard.inUniverses(
                            NAME, universes, blocks, Optional.empty(), Optional.of(budget));
            if (time(plan, catalog, cpus).compareTo(budget) <= 0) {
                return plan;
            }
        }
        Duration needed =
                time(
                        standard.inUniverses(
                                NAME, universes, BLOCKS_MIN, Optional.empty(), Optional.empty()),
                        catalog,
                        cpus);
        throw new InvalidInputException(
                "%d blocks in %d universes take about %s, and the budget is %s"
                        .formatted(
                                BLOCKS_MIN,
                                universes.size(),
                                Durations.format(Duration.ofSeconds(needed.toSeconds() + 1)),
                                Durations.format(budget)),
                "restrict the universes with --where, or give more time with --budget");
    }

    private static Duration time(Plan plan, Catalog catalog, int cpus) {
        return PlanForecast.of(plan, catalog, Set.of(), cpus).parts().total();
    }
}
