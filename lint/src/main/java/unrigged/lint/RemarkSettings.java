package unrigged.lint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.lint.LoadSettings.Setting;
import unrigged.table.Table.Remark;

/**
 * What the text around a table says of the load: the command line of a load generator, or words.
 */
final class RemarkSettings {
    /** Those that send at a rate of their own. */
    private static final Set<String> OPEN_LOOP = Set.of("wrk2", "vegeta");

    /** A generator's options up to the end of its sentence. */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "\\b(wrk2?|ab|autocannon|bombardier|hey|oha|rewrk|k6|siege|gcannon|vegeta)\\b((?: +--?[a-zA-Z][\\w-]*(?:[ =]?(?:\\d[\\w.]*|[A-Z]\\b))?)*)");

    private static final Pattern OPTION =
            Pattern.compile("--?([a-zA-Z][\\w-]*?)[ =]?(\\d+(?:\\.\\d+)?)(ms|s|m)?(?= |$)");

    private static final Pattern CONNECTIONS =
            Pattern.compile(
                    "\\b(\\d[\\d,]*) (?:concurrent |parallel |open )?(?:connections|clients|users)\\b"
                            + "|\\b(?:connections|concurrency|clients)[ :=]+(\\d[\\d,]*)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PIPELINE =
            Pattern.compile(
                    "\\bpipelin\\w*(?:\\.lua)?,?[ :=]+(?:with )?(?:an? )?(?:depth[ :=]+(?:of )?)?(\\d+)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern DURATION =
            Pattern.compile(
                    "\\b(?:duration|for)[ :=]+(\\d+(?:\\.\\d+)?) ?(ms|s|secs?|seconds|m|min|minutes)\\b",
                    Pattern.CASE_INSENSITIVE);

    private RemarkSettings() {}

    static LoadSettings of(List<Remark> remarks) {
        Map<Quantity, Setting> values = new EnumMap<>(Quantity.class);
        Optional<String> tool = Optional.empty();
        for (Remark remark : remarks) {
            String from = "line " + remark.line();
            Matcher command = COMMAND.matcher(remark.text());
            while (command.find()) {
                tool = tool.isPresent() ? tool : Optional.of(command.group(1));
                options(command.group(1), command.group(2), from, values);
            }
            words(remark.text(), from, values);
        }
        return new LoadSettings(
                values, tool.filter(name -> OPEN_LOOP.contains(name)).map(_ -> true), tool);
    }

    private static void options(
            String tool, String options, String from, Map<Quantity, Setting> values) {
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            double number = Double.parseDouble(option.group(2));
            String unit = option.group(3) == null ? "" : option.group(3);
            switch (option.group(1)) {
                case "c", "connections", "concurrency" ->
                        put(values, Quantity.CONNECTIONS, number, from);
                case "d", "duration", "z" -> {
                    double seconds =
                            switch (unit) {
                                case "m" -> 60 * number;
                                case "ms" -> number / 1e3;
                                default -> number;
                            };
                    put(values, Quantity.DURATION, seconds, from);
                }
                case "n", "requests" -> put(values, Quantity.REQUESTS, number, from);
                case "p", "pipelining" -> {
                    if (tool.equals("autocannon")) {
                        put(values, Quantity.PIPELINE, number, from);
                    }
                }
                default -> {}
            }
        }
    }

    private static void words(String text, String from, Map<Quantity, Setting> values) {
        Matcher connections = CONNECTIONS.matcher(text);
        if (connections.find()) {
            String digits =
                    connections.group(1) == null ? connections.group(2) : connections.group(1);
            number(digits).ifPresent(count -> put(values, Quantity.CONNECTIONS, count, from));
        }
        Matcher duration = DURATION.matcher(text);
        if (duration.find()) {
            String word = duration.group(2).equals("m") ? "min" : duration.group(2);
            Unit.time(word)
                    .ifPresent(unit ->
                            put(
                                    values,
                                    Quantity.DURATION,
                                    Double.parseDouble(duration.group(1)) * unit.scale(),
                                    from));
        }
        Matcher pipeline = PIPELINE.matcher(text);
        if (pipeline.find()) {
            number(pipeline.group(1))
                    .ifPresent(depth -> put(values, Quantity.PIPELINE, depth, from));
        }
    }

    private static Optional<Double> number(String digits) {
        double value = Double.parseDouble(digits.replace(",", ""));
        return value >= 1 && value < 1e9 ? Optional.of(value) : Optional.empty();
    }

    /** The first that is said stays. */
    private static void put(
            Map<Quantity, Setting> values, Quantity quantity, double value, String from) {
        if (value > 0) {
            values.putIfAbsent(quantity, new Setting(value, from));
        }
    }
}
