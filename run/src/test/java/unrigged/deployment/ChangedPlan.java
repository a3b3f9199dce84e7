package unrigged.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.catalog.Catalog;
import unrigged.experiment.Mode;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.Scale;

/** Shipped plans of the built-in catalogue with what a command line changes in them. */
final class ChangedPlan {
    static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));

    private ChangedPlan() {}

    static Plan read(
            String name, Optional<Mode> mode, Optional<Scale> scale, Map<String, String> settings) {
        return Plan.read(
                name,
                CATALOG,
                new PlanChanges(
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        mode,
                        scale,
                        Optional.empty(),
                        settings),
                1);
    }
}
