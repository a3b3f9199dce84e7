package unrigged.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;
import unrigged.catalog.Stack;

/** From a plan to its design. */
final class PlanDesign {
    private final Plan plan;
    private final Catalog catalog;
    private final List<String> available;
    private final int cpus;
    private final OpenQuestions questions;

    PlanDesign(
            Plan plan,
            Catalog catalog,
            Set<String> unavailable,
            int cpus,
            OpenQuestions questions) {
        this.plan = plan;
        this.catalog = catalog;
        this.available =
                plan.stacks().stream().filter(stack -> !unavailable.contains(stack)).toList();
        this.cpus = cpus;
        this.questions = questions;
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
        if (plan.alone()) {
            designs.add(trials());
        } else if (plan.race().isPresent()) {
            designs.add(
                    new RaceDesign(
                            plan.race().get(),
                            plan.blocks(),
                            questions,
                            (n, needed) -> block(n, needed, n)));
        } else if (plan.budget().isPresent()) {
            designs.add(
                    new BudgetDesign(
                            plan.budget().get(),
                            plan.blocks(),
                            n -> block(n, NeededCells.ALL, plan.blocks())));
        } else {
            IntStream.rangeClosed(1, plan.blocks())
                    .forEach(n -> designs.add(block(n, NeededCells.ALL, plan.blocks())));
        }
        return new DesignSequence(designs);
    }

    private Design calibration() {
        return Calibration.of(
                plan.referenceStack(),
                concurrency(plan.referenceStack()),
                cpus,
                plan.timing().readyTimeout(),
                plan.slices());
    }

    private Design trials() {
        Map<String, Boolean> sync = new LinkedHashMap<>();
        available.forEach(stack -> sync.put(stack, concurrency(stack).sync()));
        return new BlockDesign(
                plan.schedule().stream().filter(slot -> sync.containsKey(slot.stack())).toList(),
                sync,
                plan.timing());
    }

    /**
     * @param planned blocks, of which a share may be repeated
     */
    private DeploymentDesign block(int block, NeededCells needed, int planned) {
        List<String> scenarios = plan.scenarios().stream().map(Scenario::name).toList();
        List<PlannedServers.PlannedStack> stacks =
                available.stream().map(this::plannedStack).toList();
        String id = "b%02d".formatted(block);
        return new DeploymentDesign(
                id,
                Purpose.BLOCK,
                block,
                history ->
                        PlannedServers.of(history, scenarios, stacks)
                                .map(servers -> servers.all(scenarios, needed)),
                plan.timing().readyTimeout(),
                plan.slices(),
                new RoundOrder(
                        scenarios,
                        stacks,
                        needed,
                        plan.referenceStack(),
                        plan.rounds(),
                        planned,
                        plan.seed(),
                        id,
                        block,
                        plan.slices()));
    }

    /** A port that a stack cannot be talked out of has room for one of it. */
    private PlannedServers.PlannedStack plannedStack(String id) {
        Stack stack = catalog.find(id).orElseThrow();
        boolean twice = id.equals(plan.referenceStack()) && stack.fixedPort().isEmpty();
        return new PlannedServers.PlannedStack(
                id, stack.concurrency().sync(), stack.liveDelay(), twice ? 2 : 1);
    }

    private Concurrency concurrency(String stack) {
        return catalog.find(stack).orElseThrow().concurrency();
    }
}
