package unrigged.program;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in this program's words: what was given, what to give. */
public final class UsageError {
    private final ParameterException problem;
    private final CommandSpec command;
    private final Function<String, @Nullable String> known;

    /**
     * @param known what a word of other tools, or one at the wrong place, is called here: the whole
     *     remedy; null for others
     */
    private UsageError(ParameterException problem, Function<String, @Nullable String> known) {
        this.problem = problem;
        this.command = problem.getCommandLine().getCommandSpec();
        this.known = known;
    }

    /** The message, with a remedy; the name of the program is not in it. */
    public static String text(
            ParameterException problem, Function<String, @Nullable String> known) {
        UsageError error = new UsageError(problem, known);
        return error.what()
                + "\n  '"
                + problem.getCommandLine().getCommandSpec().qualifiedName()
                + " --help' shows "
                + (error.hasCommands() ? "all commands" : "all options with examples");
    }

    private boolean hasCommands() {
        return !command.subcommands().isEmpty();
    }

    private String what() {
        return switch (problem) {
            case UnmatchedArgumentException e -> unmatched(e);
            case MissingParameterException e -> missing(e);
            case OverwrittenOptionException e ->
                    ErrorText.of(
                            name(e.getOverwritten()) + " is given twice",
                            null,
                            "leave out all but one");
            case MutuallyExclusiveArgsException e ->
                    plain(e).replaceFirst(
                                    " are mutually exclusive.*",
                                    ErrorText.of(" are given together", null, "give one of them"));
            default -> value();
        };
    }

    private String unmatched(UnmatchedArgumentException e) {
        List<String> words = e.getUnmatched();
        String word = words.getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.replaceFirst("=.*", "");
            return "unknown option '" + name + "'" + remedy(name, e.getSuggestions(), "");
        }
        if (hasCommands()) {
            return "unknown command '"
                    + word
                    + "'"
                    + remedy(
                            word,
                            e.getSuggestions(),
                            ErrorText.hint(
                                    "one of "
                                            + command.subcommands().keySet().stream()
                                                    .collect(Collectors.joining(", "))));
        }
        return "unexpected argument '"
                + word
                + "'"
                + remedy(
                        word,
                        List.of(),
                        ErrorText.expected(takes())
                                + ErrorText.hint(
                                        "leave it out; a value with blanks goes into quotes"));
    }

    private String takes() {
        String parameters =
                command.positionalParameters().stream()
                        .map(ArgSpec::paramLabel)
                        .collect(Collectors.joining(" "));
        return parameters.isEmpty() ? "options only" : parameters + " and options, no more";
    }

    private String remedy(String word, List<String> suggestions, String otherwise) {
        String here = known.apply(word);
        if (here != null) {
            return ErrorText.hint(here);
        }
        List<String> nearest = suggestions.stream().filter(UsageError::isName).limit(3).toList();
        return nearest.isEmpty()
                ? otherwise
                : "; did you mean '" + String.join("' or '", nearest) + "'?";
    }

    /** Picocli's suggestions begin with the name, and may go on with labels. */
    private static boolean isName(String suggestion) {
        return suggestion.matches("-{0,2}[\\w-]+");
    }

    private String missing(MissingParameterException e) {
        String message = plain(e);
        if (message.startsWith("Expected parameter for option")) {
            return "option " + valueFor(message);
        }
        if (message.startsWith("Missing required argument")) {
            return "one of these is missing: "
                    + message.replaceFirst("^[^(]*\\([^)]*\\): *", "").replaceAll("[()]", "");
        }
        return e.getMissing().stream()
                .map(argument ->
                        name(argument)
                                + (isGiven(argument) ? " has no value" : " is missing")
                                + ErrorText.expected(form(argument) + explained(argument)))
                .collect(Collectors.joining("\n"));
    }

    /** {@code '--body' but found '--json'}: a value that looks like an option. */
    private static String valueFor(String message) {
        String option = message.replaceFirst(".*for option '([^' ]+).*", "$1");
        String found = message.replaceFirst(".*but found '(.*)'.*", "$1");
        return ErrorText.of(
                option + " has no value: '" + found + "' behind it is an option",
                null,
                "give the value; if that is the value: " + option + "='" + found + "'");
    }

    private boolean isGiven(ArgSpec argument) {
        return argument instanceof OptionSpec
                && problem.getCommandLine().getParseResult() != null
                && String.valueOf(problem.getMessage()).contains("for option");
    }

    private static String form(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String explained(ArgSpec argument) {
        return argument.description().length == 0
                ? ""
                : ", " + argument.description()[0].replaceFirst("\\.$", "");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private String value() {
        ArgSpec argument = problem.getArgSpec();
        if (argument == null || problem.getValue() == null) {
            return plain(problem);
        }
        return number(argument.auxiliaryTypes()[0])
                .map(expected ->
                        ErrorText.of(
                                name(argument) + " '" + problem.getValue() + "'",
                                expected,
                                "for example " + form(argument).replaceFirst(" .*", " 10")))
                .orElseGet(() -> plain(problem));
    }

    private static Optional<String> number(Class<?> type) {
        if (type == Integer.class || type == int.class) {
            return Optional.of("a whole number, at most " + Integer.MAX_VALUE);
        }
        return type == Long.class || type == long.class
                ? Optional.of("a whole number, at most " + Long.MAX_VALUE)
                : Optional.empty();
    }

    private static String plain(ParameterException problem) {
        return String.valueOf(problem.getMessage())
                .replaceFirst("^Error: ", "")
                .replaceFirst("^Invalid value for option '([^']+)'[^:]*: ", "$1: ");
    }
}
