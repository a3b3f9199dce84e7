package unrigged.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.config.Yaml;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Difference;
import unrigged.inference.Difference.Kind;
import unrigged.inference.RunComparison;
import unrigged.inference.RunResult;
import unrigged.inference.RunSide;
import unrigged.inference.SettingDifferences;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;

/**
 * Two runs, how their figures differ, and what else does.
 *
 * @param withoutEnvironment the runs that do not tell what they ran on
 */
public record RunPair(
        RunResult old,
        RunResult now,
        RunComparison comparison,
        List<Difference> differences,
        List<RunSide> withoutEnvironment) {

    public RunPair {
        differences = List.copyOf(differences);
        withoutEnvironment = List.copyOf(withoutEnvironment);
    }

    /**
     * Reads both.
     *
     * @throws unrigged.program.InvalidInputException when one cannot be read or they cannot be
     *     compared
     */
    public static RunPair read(RunDirectory old, RunDirectory now, ComparedMetric metric) {
        RunResult before = Report.read(old, metric.needed());
        RunResult after = Report.read(now, metric.needed());
        RunComparison comparison = RunComparison.of(before, after, metric);
        Optional<JsonNode> oldEnvironment = environment(old);
        Optional<JsonNode> newEnvironment = environment(now);
        List<Difference> differences = new ArrayList<>();
        if (oldEnvironment.isPresent() && newEnvironment.isPresent()) {
            EnvironmentDifferences.of(oldEnvironment.get(), newEnvironment.get()).stream()
                    .filter(RunPair::isOfBoth)
                    .forEach(differences::add);
        }
        differences.addAll(
                PlanDifferences.of(
                        Yaml.read(old.plan()), Yaml.read(now.plan()), timing(before, after)));
        differences.addAll(SettingDifferences.of(before, after));
        List<RunSide> without = new ArrayList<>();
        if (oldEnvironment.isEmpty()) {
            without.add(RunSide.OLD);
        }
        if (newEnvironment.isEmpty()) {
            without.add(RunSide.NEW);
        }
        return new RunPair(before, after, comparison, differences, without);
    }

    /** Whether they ran on different machines, as far as is known. */
    boolean isOfTwoMachines() {
        return differences.stream().anyMatch(d -> d.kind() == Kind.MACHINE);
    }

    /** A part or stack that one run did not need is no difference of what both measured. */
    private static boolean isOfBoth(Difference difference) {
        return switch (difference.kind()) {
            case VERSION, STACK -> difference.old().isPresent() && difference.now().isPresent();
            case MACHINE, SYSTEM, UNRIGGED, PLAN, SETTING -> true;
        };
    }

    private static Optional<String> timing(RunResult old, RunResult now) {
        return old.slices().isPresent() == now.slices().isPresent()
                ? Optional.of(now.slices().isPresent() ? "slice" : "trial")
                : Optional.empty();
    }

    private static Optional<JsonNode> environment(RunDirectory run) {
        try {
            return Report.text(run.environment()).map(Json.LINES::readTree);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
