package unrigged.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;

/** From a plan to its design. */
final class PlanDesign {
    private final Plan plan;
    private final Catalog catalog;
    private final List<String> available;
    private final int cpus;

    PlanDesign(Plan plan, Catalog catalog, Set<String> unavailable, int cpus) {
        this.plan = plan;
        this.catalog = catalog;
        this.available =
                plan.stacks().stream().filter(stack -> !unavailable.contains(stack)).toList();
        this.cpus = cpus;
    }

    /** What of it the plan needs: calibration, scenarios, the searches for workers, blocks. */
    Design design() {
        List<Design> designs = new ArrayList<>();
        if (plan.needsCalibration()) {
            designs.add(calibration());
        }
        plan.scenarios().forEach(s -> designs.add(new ScenarioResolution(s, cpus)));
        for (Scenario scenario : plan.scenarios()) {
            for (String stack : scenario.tuned() ? available : List.<String>of()) {
                designs.add(
                        new WorkerSearchDesign(
                                scenario.name(),
                                stack,
                                concurrency(stack).sync(),
                                cpus,
                                WorkerSearchDesign.half(plan.timing())));
            }
        }
        designs.add(blocks());
        return new DesignSequence(designs);
    }

    private Design calibration() {
        Scenario scenario = plan.scenarios().getFirst();
        Machine uncalibrated = new Machine(cpus, OptionalLong.of(0));
        return Calibration.of(
                plan.referenceStack(),
                scenario.resolve(uncalibrated, concurrency(plan.referenceStack())),
                plan.timing());
    }

    private Design blocks() {
        Map<String, Boolean> sync = new LinkedHashMap<>();
        available.forEach(stack -> sync.put(stack, concurrency(stack).sync()));
        return new BlockDesign(
                plan.schedule().stream().filter(slot -> sync.containsKey(slot.stack())).toList(),
                sync,
                plan.timing());
    }

    private Concurrency concurrency(String stack) {
        return catalog.find(stack).orElseThrow().concurrency();
    }
}
