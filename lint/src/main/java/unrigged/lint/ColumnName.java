package unrigged.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the name of a column says of its figures.
 *
 * @param quantity of numbers: what a column of text is is known without its name
 * @param level of a latency's quantile
 * @param unit empty where the name has none
 * @param series the words that have no other meaning, in their order
 */
record ColumnName(Quantity quantity, OptionalDouble level, Optional<Unit> unit, String series) {
    private static final Set<String> CONDITIONS =
            Set.of(
                    "test",
                    "scenario",
                    "path",
                    "route",
                    "endpoint",
                    "profile",
                    "workload",
                    "case",
                    "benchmark",
                    "url",
                    "query",
                    "operation",
                    "task",
                    "suite",
                    "category",
                    "method");

    /** Of numbers; empty for a name that says nothing that is known. */
    static Optional<ColumnName> of(String name) {
        String rest = LoadColumns.withoutWord(ScoreWeights.without(name));
        return new ColumnNameReading(spread(rest)).meaning();
    }

    /** Whether a column of text of that name tells conditions apart, not what was measured. */
    static boolean condition(String name) {
        return List.of(spread(name).split(" +")).stream().anyMatch(CONDITIONS::contains);
    }

    /** Words apart: {@code p99LatencyMs}, {@code p99_latency_ms}, {@code P99 latency (ms)}. */
    private static String spread(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z][a-z])", " ")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace('µ', 'u')
                .replace('μ', 'u')
                .replaceAll("[^a-z0-9.%/σ#×±]+", " ")
                .replace("/", " / ")
                .strip();
    }
}
