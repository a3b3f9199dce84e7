package unrigged.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
