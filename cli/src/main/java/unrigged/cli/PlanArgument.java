package unrigged.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import unrigged.catalog.Catalog;
import unrigged.config.ConfigNode;
import unrigged.config.Yaml;
import unrigged.experiment.Plan;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;

/** What is easily given where the plan's name or file belongs, and where it belongs instead. */
final class PlanArgument {
    private PlanArgument() {}

    /**
     * @throws InvalidInputException when {@code plan} is the name of a stack or scenario, a
     *     catalogue file or a directory
     */
    static void requirePlan(String plan, Installation installation) {
        if (Plan.shipped().contains(plan)) {
            return;
        }
        Path file = Path.of(plan);
        if (Files.isDirectory(file)) {
            throw directory(new RunDirectory(file), file);
        }
        if (Files.exists(file)) {
            refuseCatalog(plan, Yaml.read(file));
        } else if (Plan.shippedScenarios().contains(plan)) {
            throw not(plan, "a scenario", "unrigged run --scenario " + plan);
        } else if (Catalog.read(installation.stacks(), java.util.List.of())
                .find(plan)
                .isPresent()) {
            throw not(plan, "a stack", "unrigged run --stacks " + plan);
        }
    }

    /** A plan lists the ids of stacks; a catalogue maps them to what they are made of. */
    private static void refuseCatalog(String plan, ConfigNode root) {
        if (root.isMapping() && root.get("stacks").isPresent() && root.get("stacks").isMapping()) {
            throw not(plan, "a catalogue of stacks", "unrigged run --stacks " + ShellWord.of(plan));
        }
    }

    private static InvalidInputException directory(RunDirectory run, Path given) {
        return Files.exists(run.plan())
                ? not(
                        given.toString(),
                        "the directory of a run",
                        "unrigged resume %s goes on with it; unrigged run %s measures its plan again"
                                .formatted(
                                        ShellWord.of(given.toString()),
                                        ShellWord.of(given.resolve("plan.yaml").toString())))
                : not(
                        given.toString(),
                        "a directory",
                        "give the name of a plan (%s) or a plan's YAML file"
                                .formatted(String.join(", ", Plan.shipped())));
    }

    private static InvalidInputException not(String given, String what, String remedy) {
        return new InvalidInputException("'%s' is %s, not a plan".formatted(given, what), remedy);
    }
}
