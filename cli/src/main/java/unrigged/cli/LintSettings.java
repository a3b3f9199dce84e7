package unrigged.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unrigged.config.Durations;
import unrigged.lint.LoadSettings;
import unrigged.lint.LoadSettings.Setting;
import unrigged.lint.Quantity;
import unrigged.lint.Understanding.Told;
import unrigged.program.InvalidInputException;

/** What a user can say of a table beside what is in it. */
final class LintSettings {
    @Option(
            names = "--map",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "COLUMN=MEANING",
            description =
                    "What a column is, by a name that says it: rps=requests_per_s,mean=latency_mean_ms.")
    private List<String> map = new ArrayList<>();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Connections or clients, each with one request in flight at a time.")
    private @Nullable Double connections;

    @Option(
            names = "--pipeline",
            paramLabel = "N",
            description = "Requests that each connection has in flight at a time.")
    private @Nullable Double pipeline;

    @Option(names = "--duration", paramLabel = "TIME", description = "Of a run: 30s, 5m.")
    private @Nullable String duration;

    @Option(
            names = "--think",
            paramLabel = "TIME",
            description = "From an answer to the client's next request.")
    private @Nullable String think;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "That every request waits for, whatever the server: 20ms.")
    private @Nullable String delay;

    @Option(
            names = "--pool",
            paramLabel = "N",
            description =
                    "Requests that can wait for the delay at a time, such as database sessions.")
    private @Nullable Double pool;

    @Option(
            names = "--weights",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "COLUMN=WEIGHT",
            description = "What columns weigh in a score: json=1,query=0.75.")
    private List<String> weights = new ArrayList<>();

    @Option(
            names = "--open-loop",
            description = "Requests were sent at a rate of their own, whatever the answers.")
    private boolean openLoop;

    @Option(names = "--decimal-comma", description = "Numbers are written as 1.234,5.")
    private boolean decimalComma;

    Told told() {
        Map<Quantity, Setting> values = new EnumMap<>(Quantity.class);
        count("--connections", connections)
                .ifPresent(value -> values.put(Quantity.CONNECTIONS, value));
        count("--pipeline", pipeline).ifPresent(value -> values.put(Quantity.PIPELINE, value));
        count("--pool", pool).ifPresent(value -> values.put(Quantity.POOL, value));
        time("--duration", duration).ifPresent(value -> values.put(Quantity.DURATION, value));
        time("--think", think).ifPresent(value -> values.put(Quantity.THINK_TIME, value));
        time("--delay", delay).ifPresent(value -> values.put(Quantity.DELAY, value));
        return new Told(
                columns(),
                new LoadSettings(
                        values, openLoop ? Optional.of(true) : Optional.empty(), Optional.empty()),
                weights(),
                decimalComma);
    }

    private Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String each : map) {
            int equals = each.lastIndexOf('=');
            if (equals < 1 || equals == each.length() - 1) {
                throw new InvalidInputException(
                        "--map: expected COLUMN=MEANING, such as rps=requests_per_s, but found '%s'"
                                .formatted(each));
            }
            columns.put(each.substring(0, equals).strip(), each.substring(equals + 1).strip());
        }
        return columns;
    }

    private Map<String, Double> weights() {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String each : weights) {
            int equals = each.lastIndexOf('=');
            try {
                double weight = Double.parseDouble(each.substring(equals + 1));
                if (equals > 0 && weight > 0 && weight < 1e9) {
                    found.put(each.substring(0, equals).strip(), weight);
                    continue;
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
            throw new InvalidInputException(
                    "--weights: expected COLUMN=WEIGHT with a weight above 0, such as json=0.75, but found '%s'"
                            .formatted(each));
        }
        return found;
    }

    private static Optional<Setting> count(String option, @Nullable Double value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value >= 1) || value > 1e9) {
            throw new InvalidInputException(
                    "%s: expected a number from 1 to 1,000,000,000, but found %s"
                            .formatted(option, value));
        }
        return Optional.of(new Setting(value, option));
    }

    private static Optional<Setting> time(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Duration time = Durations.parse(text);
            if (time.isPositive()) {
                return Optional.of(new Setting(time.toNanos() / 1e9, option));
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new InvalidInputException(
                "%s: expected a time above 0 with its unit, such as 30s or 20ms, but found '%s'"
                        .formatted(option, text));
    }
}
