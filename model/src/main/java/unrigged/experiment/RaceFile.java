package unrigged.experiment;

import java.util.Optional;
import unrigged.config.ConfigNode;

/** A plan's {@code race: {question: rank, budget: 30m}}. */
final class RaceFile {
    private RaceFile() {}

    /** The command line's, else the plan's; empty where the number of blocks is fixed. */
    static Optional<Race> of(ConfigNode root, PlanChanges changes) {
        if (changes.race().isPresent()) {
            return changes.race();
        }
        ConfigNode node = root.get("race").allowOnly("question", "budget");
        return node.isPresent()
                ? Optional.of(
                        new Race(
                                node.get("question").isPresent()
                                        ? node.get("question")
                                                .oneOf(Question.values(), Question::id)
                                        : Question.REFERENCE,
                                node.get("budget").isPresent()
                                        ? Optional.of(
                                                node.get("budget")
                                                        .duration(Race.BUDGET_MIN, Race.BUDGET_MAX))
                                        : Optional.empty()))
                : Optional.empty();
    }

    /** How many blocks a plan has that says nothing of it; a plan's own number is for its race. */
    static int blocks(ConfigNode root, PlanChanges changes, int otherwise) {
        ConfigNode node = root.get("blocks");
        if (changes.race().isPresent() && !root.get("race").isPresent()) {
            return Race.BLOCKS_MAX;
        }
        int standard = root.get("race").isPresent() ? Race.BLOCKS_MAX : otherwise;
        return node.isPresent() ? node.integer(1, 1000) : standard;
    }
}
