package unrigged.cli;

import org.jspecify.annotations.Nullable;
import unrigged.experiment.Plan;

/** Words that are easily given where a command's name belongs, and what is meant by them. */
final class CommandHints {
    private CommandHints() {}

    /** The remedy; null for a word that nothing is known of. */
    static @Nullable String remedy(String word) {
        if (word.startsWith("http://") || word.startsWith("https://")) {
            return "unrigged load " + word + ", or with a second URL unrigged duel";
        }
        if (Plan.shipped().contains(word) || word.endsWith(".yaml") || word.endsWith(".yml")) {
            return "unrigged run " + ShellWord.of(word);
        }
        if (Plan.shippedScenarios().contains(word)) {
            return "unrigged run --scenario " + word;
        }
        if (word.endsWith(".csv") || word.endsWith(".tsv") || word.endsWith(".md")) {
            return "unrigged lint " + ShellWord.of(word);
        }
        return switch (word) {
            case "bench", "benchmark", "measure" ->
                    "unrigged run measures and compares stacks; unrigged duel compares servers that run already, unrigged load measures one";
            case "diff", "regression" -> "unrigged compare OLD NEW";
            case "versus", "vs", "ab" -> "unrigged duel URL URL compares servers that run already";
            case "start", "test" -> "unrigged run measures stacks; unrigged verify checks them";
            case "list", "ls" -> "unrigged stacks lists what can be measured";
            case "install", "init", "update" ->
                    "unrigged setup provisions what is missing; unrigged run does so automatically";
            case "show", "html", "results" -> "unrigged report RUN";
            case "continue" -> "unrigged resume RUN";
            case "csv", "json" -> "unrigged export RUN --" + word;
            case "check", "audit", "statcheck" ->
                    "unrigged lint TABLE checks a published table; unrigged verify checks stacks";
            case "version" -> "unrigged --version";
            default -> null;
        };
    }
}
