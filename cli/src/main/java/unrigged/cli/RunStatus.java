package unrigged.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import unrigged.analysis.RunResult;
import unrigged.analysis.RunResult.FailedTrial;

/**
 * The exit status of a run that came to its end, and the reason when it is not 0.
 *
 * <p>A trial that failed, or a run without one figure, is a failed gate. Stacks that this machine
 * cannot run are no failure, their rows say why; when there are no others, the environment cannot
 * do it.
 */
record RunStatus(int status, Optional<String> why) {

    static RunStatus of(RunResult result) {
        List<FailedTrial> failed = result.failedTrials();
        if (result.progress().measured() > 0 && failed.isEmpty()) {
            return new RunStatus(ExitCode.DONE, Optional.empty());
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
