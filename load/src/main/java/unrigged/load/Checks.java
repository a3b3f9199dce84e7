package unrigged.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import unrigged.program.InvalidInputException;

/** What several options have in common in what they refuse. */
final class Checks {
    private Checks() {}

    static void atLeast(String option, long given, long min) {
        if (given < min) {
            throw new InvalidInputException(
                    option + " " + given, "at least " + min, option + " " + min + " or more");
        }
    }

    /**
     * Refuses an option that is given twice. Picocli would begin its whole group anew, and the
     * other options of the group would silently have their defaults.
     */
    static void onceEach(ParseResult parsed) {
        Map<OptionSpec, Integer> times = new HashMap<>();
        Iterator<String> words = parsed.originalArgs().iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("--")) {
                break;
            }
            boolean isLong = word.startsWith("--");
            String name =
                    isLong
                            ? word.replaceFirst("(?s)=.*", "")
                            : word.substring(0, Math.min(2, word.length()));
            OptionSpec option = parsed.commandSpec().findOption(name);
            if (option != null) {
                times.merge(option, 1, Integer::sum);
                // What follows is its value, whatever it looks like.
                if (option.arity().max() > 0 && word.equals(name) && words.hasNext()) {
                    words.next();
                }
            }
        }
        times.forEach((option, count) -> {
            if (count > 1 && !option.isMultiValue()) {
                throw new InvalidInputException(
                        option.longestName() + " is given " + count + " times",
                        "once",
                        "leave out all but one");
            }
        });
    }

    static void positive(String option, Duration given) {
        if (given.toNanos() < 1) {
            throw new InvalidInputException(
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
        throw new InvalidInputException(
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
