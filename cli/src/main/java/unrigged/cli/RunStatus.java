package unrigged.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.FailedTrial;
import unrigged.inference.RunResult.ScenarioResult;

/**
 * The exit status of a run that came to its end, and the reason when it is not 0.
 *
 * <p>A trial that failed, a row with an error (its figure is wrong or not what it claims to be, so
 * it is compared with nothing), or a run without one figure, is a failed gate. Stacks that this
 * machine cannot run are no failure, their rows say why; when there are no others, the environment
 * cannot do it.
 */
record RunStatus(int status, Optional<String> why) {
    private static final int ROWS_NAMED = 3;

    static RunStatus of(RunResult result) {
        List<FailedTrial> failed = result.failedTrials();
        if (result.progress().measured() > 0 && failed.isEmpty()) {
            return measured(result);
        }
        if (failed.isEmpty() && !result.unavailable().isEmpty()) {
            return new RunStatus(
                    ExitCode.CANNOT_RUN,
                    Optional.of(
                            "nothing was measured: this machine can run none of the stacks; the table says why"));
        }
        if (failed.isEmpty()) {
            return new RunStatus(
                    ExitCode.GATE_FAILED, Optional.of("nothing was measured: no trial has an end"));
        }
        return failedTrials(result, failed);
    }

    /** Of a run that has no answer to what it was asked. */
    RunStatus orFailed() {
        return status == ExitCode.DONE ? new RunStatus(ExitCode.GATE_FAILED, why) : this;
    }

    private static RunStatus measured(RunResult result) {
        List<String> faulty = new ArrayList<>();
        for (ScenarioResult scenario : result.scenarios()) {
            for (Row row : scenario.rows()) {
                row.findings().stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .findFirst()
                        .ifPresent(error ->
                                faulty.add(
                                        "%s in %s: %s"
                                                .formatted(
                                                        row.stack().stack(),
                                                        scenario.scenario(),
                                                        error.what())));
            }
        }
        if (faulty.isEmpty()) {
            return new RunStatus(ExitCode.DONE, Optional.empty());
        }
        long rows = result.scenarios().stream().mapToLong(s -> s.rows().size()).sum();
        List<String> named = faulty.subList(0, Math.min(ROWS_NAMED, faulty.size()));
        return new RunStatus(
                ExitCode.GATE_FAILED,
                Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%d of %d rows have an error (%s%s); see the report for each",
                                faulty.size(),
                                rows,
                                String.join("; ", named),
                                named.size() < faulty.size() ? "; …" : "")));
    }

    private static RunStatus failedTrials(RunResult result, List<FailedTrial> failed) {
        List<String> stacks = failed.stream().map(FailedTrial::stack).distinct().toList();
        return new RunStatus(
                ExitCode.GATE_FAILED,
                Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%d of %d trials failed (%s)%s; see the report for each reason",
                                failed.size(),
                                result.progress().ended(),
                                String.join(", ", stacks),
                                result.progress().measured() == 0
                                        ? " and nothing was measured"
                                        : "")));
    }
}
