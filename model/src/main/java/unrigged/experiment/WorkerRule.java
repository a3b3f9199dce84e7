package unrigged.experiment;

import java.util.Map;
import java.util.Set;

/**
 * How many workers a stack gets: a rule such as {@code 3*cpus+1}, or {@code tuned from} such a
 * rule: then the controller searches, for each stack by itself, the number with the highest
 * throughput.
 *
 * @param reference what the search begins at; clients, sessions and delay follow from it, tuned or
 *     not, so that all stacks meet the same load
 */
public record WorkerRule(Formula reference, boolean tuned) {
    private static final String TUNED = "tuned";
    private static final String FROM = "tuned from ";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static WorkerRule parse(String text, Set<String> names) {
        return text.equals(TUNED)
                ? new WorkerRule(Formula.parse("cpus", names), true)
                : text.startsWith(FROM)
                        ? new WorkerRule(Formula.parse(text.substring(FROM.length()), names), true)
                        : new WorkerRule(Formula.parse(text, names), false);
    }

    /** The rule that {@code text} asks for where this one was: a bare "tuned" begins at it. */
    WorkerRule changedTo(String text, Set<String> names) {
        return text.equals(TUNED) ? new WorkerRule(reference, true) : parse(text, names);
    }

    int count(Map<String, Double> values) {
        return Math.max(1, (int) Math.round(reference.value(values)));
    }

    /** As a plan has it. */
    @Override
    public String toString() {
        return tuned ? FROM + reference : reference.toString();
    }
}
