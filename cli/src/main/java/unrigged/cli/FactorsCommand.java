package unrigged.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;
import unrigged.journal.Json;

@Command(
        name = "factors",
        description = {
            "List the factors: what a scenario, a plan's settings, or --set can change.",
            "",
            "Reach: live, a new level needs no new process; start, it does. A factor without a default has its level"
                    + " from the scenario. PostgreSQL and PgBouncer take any of their own parameters besides.",
        },
        mixinStandardHelpOptions = true)
final class FactorsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON document on stdout.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.LINES.writeValueAsString(
                            Factors.ALL.stream().map(FactorsCommand::node).toList()));
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("factor", "default", "unit", "reach", "domain", "description"));
            Factors.ALL.forEach(factor -> rows.add(row(factor)));
            out.print(TerminalTable.of(rows));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static List<String> row(Factor<?> factor) {
        return List.of(
                factor.id(),
                factor.standard().orElse("-"),
                factor.unit().orElse("-"),
                factor.reach().id(),
                factor.domain().expected(),
                factor.description());
    }

    private static Map<String, Object> node(Factor<?> factor) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("factor", factor.id());
        factor.standard().ifPresent(text -> node.put("default", text));
        factor.unit().ifPresent(unit -> node.put("unit", unit));
        node.put("reach", factor.reach().id());
        node.put("domain", factor.domain().expected());
        node.put("description", factor.description());
        return node;
    }
}
