package unrigged.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unrigged.config.Durations;
import unrigged.experiment.Question;
import unrigged.experiment.Race;
import unrigged.program.InvalidInputException;

/** What makes a run a race. */
final class RaceOptions {
    @Option(
            names = "--until",
            paramLabel = "decided",
            description =
                    "Go on until the question is decided, with at most 40 blocks, or --blocks; after each block stacks"
                            + " that it no longer needs rest.")
    private @Nullable String until;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            description =
                    "The same, and begin no block that would not end within this time, for example 30m; set-up is not in it.")
    private @Nullable String budget;

    @Option(
            names = "--question",
            paramLabel = "QUESTION",
            description =
                    "What is to be decided, by throughput, in each scenario: reference, each stack against the reference stack"
                            + " (default); top, which is the fastest; rank, each pair;"
                            + " universes, each stack against the reference stack by measuring only the scenarios that tell most.")
    private @Nullable String question;

    /**
     * Empty where none of the options is given.
     *
     * @throws InvalidInputException when they do not go together
     */
    Optional<Race> race() {
        if (until != null && !until.equals("decided")) {
            throw new InvalidInputException("--until: expected decided but found '" + until + "'");
        }
        if (until == null && budget == null) {
            if (question != null) {
                throw new InvalidInputException(
                        "--question: says what is to be decided, so it needs --until decided or --budget TIME beside it");
            }
            return Optional.empty();
        }
        return Optional.of(
                new Race(
                        question == null
                                ? Question.REFERENCE
                                : RunCommand.oneOf(
                                        "--question", question, Question.values(), Question::id),
                        Optional.ofNullable(budget).map(RaceOptions::time)));
    }

    /**
     * The value of {@code --budget}.
     *
     * @throws InvalidInputException when it is none that a plan can have
     */
    static Duration time(String text) {
        try {
            Duration time = Durations.parse(text);
            if (time.compareTo(Race.BUDGET_MIN) >= 0 && time.compareTo(Race.BUDGET_MAX) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new InvalidInputException(
                "--budget: expected a time from 10s to 10080m (a week), such as 30m, but found '"
                        + text
                        + "'");
    }
}
