package unrigged.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the command line changes in a plan; empty where the plan's own value stays.
 *
 * @param stacks ids that the catalogue has
 * @param baseline one, too
 */
public record PlanChanges(
        List<String> stacks,
        Optional<String> baseline,
        List<String> scenarios,
        OptionalInt blocks,
        OptionalLong seed,
        Optional<Mode> mode,
        Optional<Scale> scale) {
    public static final PlanChanges NONE =
            new PlanChanges(
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());

    public PlanChanges {
        stacks = List.copyOf(stacks);
        scenarios = List.copyOf(scenarios);
    }
}
