package unrigged.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import unrigged.inference.Difference;
import unrigged.report.EnvironmentDifferences;
import unrigged.report.EnvironmentFact;

/**
 * What has changed since a run began. Trials from before and after are compared with each other, so
 * whatever decides a figure must be the same: the machine, and what is measured on it. The rest is
 * worth a line (docs/decisions/0011-resume-on-what-was-recorded.md).
 *
 * @param refusals differences that would put figures of two kinds into one table
 * @param notes other differences
 */
record ResumeCheck(List<String> refusals, List<String> notes) {
    private static final Set<String> DECISIVE =
            Stream.of(EnvironmentFact.CPUS, EnvironmentFact.CPU_MODEL, EnvironmentFact.KERNEL)
                    .map(EnvironmentFact::words)
                    .collect(Collectors.toUnmodifiableSet());

    ResumeCheck {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** What was not recorded then, by an older version, is not compared. */
    static ResumeCheck of(JsonNode then, JsonNode now) {
        List<String> refusals = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Difference difference : EnvironmentDifferences.of(then, now)) {
            List<String> to = isDecisive(difference) ? refusals : notes;
            difference
                    .old()
                    .ifPresent(before ->
                            to.add(
                                    difference.what()
                                            + ": "
                                            + before
                                            + " when the run began, "
                                            + difference.now().orElse("absent")
                                            + " now"));
        }
        return new ResumeCheck(refusals, notes);
    }

    private static boolean isDecisive(Difference difference) {
        return switch (difference.kind()) {
            case VERSION, STACK -> true;
            case MACHINE, SYSTEM, UNRIGGED, PLAN, SETTING -> DECISIVE.contains(difference.what());
        };
    }
}
