package unrigged.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.config.Suggestion;
import unrigged.inference.AuditRule;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Rule;
import unrigged.lint.LintRule;
import unrigged.lint.output.RulePage;
import unrigged.program.InvalidInputException;

@Command(
        name = "explain",
        description = {
            "Explain the rule of a finding: what it rests on, its tolerance and why, when it does not apply.",
            "",
            "Rules of tables (`unrigged lint`) and of runs; without a rule, a list of both.",
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  unrigged explain closed-loop"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RULE", description = "Its id, as findings name it.")
    private @Nullable String rule;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (rule == null) {
            list("tables:", List.of(LintRule.values()), out);
            list("runs:", List.of(AuditRule.values()), out);
            out.flush();
            return ExitCode.DONE;
        }
        Optional<LintRule> ofTables = find(List.of(LintRule.values()));
        Optional<AuditRule> ofRuns = find(List.of(AuditRule.values()));
        ofTables.ifPresent(found -> out.print(RulePage.of(found)));
        ofRuns.ifPresent(found -> {
            if (ofTables.isPresent()) {
                out.println();
            }
            describe(found, out);
        });
        if (ofTables.isEmpty() && ofRuns.isEmpty()) {
            List<String> known =
                    Stream.<Rule>concat(Stream.of(LintRule.values()), Stream.of(AuditRule.values()))
                            .map(Rule::id)
                            .distinct()
                            .toList();
            throw new InvalidInputException(
                    "there is no rule '%s'%s".formatted(rule, Suggestion.among(known, rule)),
                    "unrigged explain lists them");
        }
        out.flush();
        return ExitCode.DONE;
    }

    private <R extends Rule> Optional<R> find(List<R> rules) {
        return rules.stream().filter(one -> one.id().equals(rule)).findFirst();
    }

    private static void list(String title, List<? extends Rule> rules, PrintWriter out) {
        out.println(title);
        rules.forEach(one -> out.printf("  %-22s %s%n", one.id(), one.raisedBy()));
    }

    private static void describe(Rule rule, PrintWriter out) {
        out.printf(
                "# %s (of runs)%n%nSeverity: %s.%n%nRaised by: %s.%n%nWhat to do: %s%n%ndocs/audits.md has all rules of runs, docs/method.md the formulas.%n",
                rule.id(),
                rule.severities().stream().map(Severity::shown).collect(Collectors.joining(", ")),
                rule.raisedBy(),
                rule.remedy());
    }
}
