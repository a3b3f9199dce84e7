package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Value;
import unrigged.metric.LoadResult;

/** Whether slices were measured in the place of a window in which nothing ended. */
final class EmptyWindowAudit {
    private static final int NAMED_MAX = 3;

    private EmptyWindowAudit() {}

    static Optional<Finding> of(CellTrials cell) {
        List<TrialMeasured> second =
                cell.measured().stream().filter(slice -> slice.emptyWindow().isPresent()).toList();
        if (second.isEmpty()) {
            return Optional.empty();
        }
        String named =
                second.stream()
                        .limit(NAMED_MAX)
                        .map(EmptyWindowAudit::words)
                        .collect(Collectors.joining(" · "));
        return Optional.of(
                AuditRule.EMPTY_WINDOWS.finding(
                        say(
                                "Windows in which nothing ended, measured again: %d of %d",
                                second.size(), cell.measured().size()),
                        named + (second.size() > NAMED_MAX ? " · …" : ""),
                        List.of(
                                Value.count("windowsEmpty", second.size(), "windows").against(0),
                                Value.count(
                                        "windowsMeasured", cell.measured().size(), "windows"))));
    }

    private static String words(TrialMeasured slice) {
        LoadResult empty = slice.emptyWindow().orElseThrow();
        return say(
                "%s: %,d requests were in flight after %.1f s, the oldest for %.1f s",
                slice.slot().id(),
                empty.abandoned(),
                empty.durationS(),
                empty.oldestInFlightMs().orElse(0) / 1e3);
    }
}
