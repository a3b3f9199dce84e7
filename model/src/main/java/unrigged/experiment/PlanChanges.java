package unrigged.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the command line changes in a plan; empty where the plan's own value stays.
 *
 * @param stacks ids that the catalogue has
 * @param referenceStack one, too
 * @param race what then decides the number of blocks
 * @param workers a worker rule for all stacks in all scenarios, for example {@code tuned}
 * @param settings values by section and key, for example {@code driver.pool_size} → {@code 4}
 */
public record PlanChanges(
        List<String> stacks,
        Optional<String> referenceStack,
        List<String> scenarios,
        OptionalInt blocks,
        OptionalInt rounds,
        Optional<Race> race,
        OptionalLong seed,
        Optional<Mode> mode,
        Optional<Scale> scale,
        Optional<String> workers,
        Map<String, String> settings) {
    public static final PlanChanges NONE = of(List.of(), Optional.empty(), OptionalLong.empty());

    /** Which stacks are compared with which, and in which order; all else is the plan's. */
    public static PlanChanges ofStacks(
            List<String> stacks, String referenceStack, OptionalLong seed) {
        return of(stacks, Optional.of(referenceStack), seed);
    }

    private static PlanChanges of(
            List<String> stacks, Optional<String> referenceStack, OptionalLong seed) {
        return new PlanChanges(
                stacks,
                referenceStack,
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                seed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    public PlanChanges {
        stacks = List.copyOf(stacks);
        scenarios = List.copyOf(scenarios);
        settings = Map.copyOf(settings);
    }
}
