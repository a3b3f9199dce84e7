package unrigged.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that was found about one stack.
 *
 * @param unavailable why its environment cannot be had; then nothing was checked
 * @param checks in the order of {@link Check}
 * @param startNs from the start with one worker to the first right answer
 * @param idlePssBytes memory of the server's processes with one worker, started and idle
 * @param tookNs the whole verification of this stack
 */
public record StackReport(
        String stack,
        Optional<String> unavailable,
        List<CheckResult> checks,
        OptionalLong startNs,
        OptionalLong idlePssBytes,
        long tookNs) {
    public StackReport {
        checks = List.copyOf(checks);
    }

    static StackReport unavailable(String stack, String why) {
        return new StackReport(
                stack, Optional.of(why), List.of(), OptionalLong.empty(), OptionalLong.empty(), 0);
    }

    /** Whether every check that could be made passed. */
    public boolean passed() {
        return unavailable.isEmpty() && failures().isEmpty();
    }

    public List<CheckResult> failures() {
        return checks.stream().filter(CheckResult::failed).toList();
    }
}
