package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.inference.ComparedMetric;
import unrigged.inference.RunComparison.Cell;
import unrigged.journal.Json;
import unrigged.program.InvalidInputException;
import unrigged.report.ComparisonJUnit;
import unrigged.report.ComparisonJson;
import unrigged.report.ComparisonMarkdown;
import unrigged.report.ComparisonTable;
import unrigged.report.GateResult;
import unrigged.report.RunPair;

@Command(
        name = "compare",
        description = {
            "What changed from one run to another: another day, version, machine, revision or setting.",
            "",
            "For each stack in each scenario of both runs: its ratio to the reference stack in the new run over that in the old one,"
                    + " with a 95 %% interval that holds for the scenario's stacks together; and what else differs: machine, versions,"
                    + " revision, plan, resolved settings. Absolute figures are not compared: the machine is in them.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A gate fails when an interval lies wholly beyond its tolerance on the worse side; one that is too",
            "wide shows nothing and fails nothing. Without a tolerance any regression that is shown fails.",
            "Runs differ as wholes, too: compare two runs of one revision before a gate is trusted.",
            "",
            "In the JUnit file what fails the gate is a failure, what is not compared is skipped with its",
            "reason; without --fail-on it is judged as by --fail-on regression, and the exit status stays 0.",
            "",
            "Examples:  unrigged compare runs/2026-11-22-1 runs/2026-11-29-1",
            "           unrigged compare main mine --fail-on regression:5%% --junit compare.xml --md compare.md",
            "           unrigged compare main mine --metric p99 --json",
            "",
            "Exit status: 0 compared, whatever changed; 1 --fail-on found a regression or nothing to judge;",
            "             2 wrong use, or runs that cannot be compared. docs/compare.md says more.",
        })
final class CompareCommand implements Callable<Integer> {
    private static final String REGRESSION = "regression";

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The directory of the run to compare with.")
    @SuppressWarnings("NullAway.Init")
    private Path old;

    @Parameters(
            index = "1",
            paramLabel = "NEW",
            description = "The directory of the run in which a change is looked for.")
    @SuppressWarnings("NullAway.Init")
    private Path now;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "throughput",
            description =
                    "throughput, p50, p99 or cpu (time per request, all tiers); default: ${DEFAULT-VALUE}.")
    private String metric = "throughput";

    @Option(
            names = "--fail-on",
            paramLabel = "regression[:5%]",
            description =
                    "Exit with 1 when a stack is shown to be worse, by more than a tolerance.")
    private @Nullable String failOn;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "JUnit XML into a file, besides: a case for each scenario and stack.")
    private @Nullable Path junit;

    @Option(
            names = "--md",
            paramLabel = "FILE",
            description = "A Markdown summary into a file, besides: for a pull request.")
    private @Nullable Path markdown;

    @Option(names = "--json", description = "One JSON document on stdout instead of the table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ComparedMetric compared =
                RunCommand.oneOf("--metric", metric, ComparedMetric.values(), ComparedMetric::id);
        Gate gate = failOn == null ? new Gate(0) : Gate.parse("--fail-on", REGRESSION, failOn);
        Optional<OutputFile> junitFile = OutputFile.of("--junit", junit);
        Optional<OutputFile> markdownFile = OutputFile.of("--md", markdown);
        if (junit != null && junit.equals(markdown)) {
            throw new InvalidInputException(
                    "--junit and --md name the same file, " + junit, "give each its own");
        }
        RunPair runs =
                RunPair.read(ResumeCommand.existing(old), ResumeCommand.existing(now), compared);
        GateResult result = judged(runs, gate);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(ComparisonJson.of(runs, result)));
        } else {
            ComparisonTable.lines(runs, result).forEach(out::println);
        }
        out.flush();
        if (junitFile.isPresent()) {
            junitFile.get().write(ComparisonJUnit.of(runs, result), out);
        }
        if (markdownFile.isPresent()) {
            markdownFile.get().write(ComparisonMarkdown.of(runs, result), out);
        }
        if (!result.asked() || result.passed()) {
            return ExitCode.DONE;
        }
        spec.commandLine().getErr().println("unrigged: " + result.words());
        return ExitCode.GATE_FAILED;
    }

    private GateResult judged(RunPair runs, Gate gate) {
        List<Cell> failed =
                runs.comparison().cells().stream().filter(cell -> fails(runs, gate, cell)).toList();
        return new GateResult(
                failOn != null, gate.tolerance(), failed, runs.comparison().compared().size());
    }

    private static boolean fails(RunPair runs, Gate gate, Cell cell) {
        return cell.changed()
                .filter(changed ->
                        gate.fails(changed.interval(), runs.comparison().metric().better()))
                .isPresent();
    }
}
