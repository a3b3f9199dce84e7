package unrigged.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What several options have in common in what they refuse. */
final class Checks {
    private Checks() {}

    static void atLeast(String option, long given, long least) {
        if (given < least) {
            throw new WrongUse(
                    option + " " + given,
                    "at least "
                            + least
                            + (option.equals("--requests") ? " (one for each connection)" : ""),
                    option + " " + least + " or more");
        }
    }

    /**
     * Refuses an option that is given twice. Picocli would begin its whole group anew, and the
     * other options of the group would silently have their defaults.
     */
    static void onceEach(ParseResult parsed) {
        List<String> words = parsed.expandedArgs();
        for (OptionSpec option : parsed.commandSpec().options()) {
            String name = option.longestName();
            long times =
                    words.stream()
                            .filter(word -> word.equals(name) || word.startsWith(name + "="))
                            .count();
            if (times > 1 && !option.isMultiValue()) {
                throw new WrongUse(
                        name + " is given " + times + " times", "once", "leave out all but one");
            }
        }
    }

    static void positive(String option, Duration given) {
        if (given.toNanos() < 1) {
            throw new WrongUse(
                    option + " " + given.toNanos() + " ns", "more than 0", option + " 10s");
        }
    }

    /** The constant with that name in lower case. */
    static <E extends Enum<E>> E oneOf(String option, String given, Class<E> choices) {
        for (E choice : choices.getEnumConstants()) {
            if (label(choice).equals(given)) {
                return choice;
            }
        }
        throw new WrongUse(
                option + " '" + given + "' does not exist",
                Arrays.stream(choices.getEnumConstants())
                        .map(Checks::label)
                        .collect(Collectors.joining(", ")),
                "leave out " + option + " for the default");
    }

    static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
