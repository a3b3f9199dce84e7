package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unrigged.lint.Quantity.Dimension;

/**
 * Columns that are each of one load among several, by a number in their names: {@code P99 @ 64},
 * {@code p99_64_ms}, {@code req/s (64 connections)}. The number is part of the series; what it
 * counts is connections where a word says so, or where throughput × mean latency is about it.
 */
final class LoadColumns {
    private static final double SHARE = 0.75;
    private static final int ROWS_MIN = 3;

    /** Of the connections, what is in flight in latencies that leave a part of the cycle out. */
    private static final double LEAST = 0.5;

    private static final double MOST = 1.03;

    private static final Pattern WORD =
            Pattern.compile(
                    "\\b(\\d{1,6})[ _-]?(?:connections|conns?|clients|users|vus)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Behind an @, and not with a unit of its own. */
    private static final Pattern AT =
            Pattern.compile(
                    "@ ?(\\d{1,6})(?![\\w.])(?! ?(?:%|rps|req|/|[kmg]?i?b\\b|[kmg]\\b|[numµ]?s\\b|[gm]?hz))",
                    Pattern.CASE_INSENSITIVE);

    /** Behind a percentile, and not its decimals. */
    private static final Pattern BEHIND =
            Pattern.compile(
                    "(?:^|.*[ _])p\\d{2}(?:_[mun]?s)?_(?!9+5?$|9+5?_)(\\d{1,6})(?:_[mun]?s)?",
                    Pattern.CASE_INSENSITIVE);

    private final List<Column> columns;
    private final List<Integer> numbers;
    private final TreeSet<Integer> known = new TreeSet<>();

    private LoadColumns(List<Column> columns) {
        this.columns = columns;
        this.numbers = columns.stream().map(LoadColumns::number).toList();
        numbers.stream().filter(number -> number > 0).forEach(known::add);
    }

    /** A name whose number of connections has no word that makes it a setting. */
    static String withoutWord(String name) {
        Matcher word = WORD.matcher(name);
        if (!word.find()) {
            return name;
        }
        String rest = word.replaceFirst("$1");
        return rest.chars().anyMatch(Character::isLetter) ? rest : name;
    }

    /**
     * Gives the columns of several loads their connections.
     *
     * @param notes what was taken for a load
     */
    static void mark(List<Column> columns, List<String> notes) {
        LoadColumns loads = new LoadColumns(columns);
        if (loads.known.size() > 1) {
            loads.markAll(notes);
        }
    }

    private void markAll(List<String> notes) {
        boolean named = columns.stream().anyMatch(column -> WORD.matcher(column.name()).find());
        boolean counted = named || counted();
        for (int i = 0; i < numbers.size() && counted; i++) {
            if (numbers.get(i) > 0) {
                columns.set(i, columns.get(i).at(numbers.get(i)));
            }
        }
        String all = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
        notes.add(
                "columns are of several loads, %s: %s"
                        .formatted(
                                all,
                                named
                                        ? "connections, by their names"
                                        : counted
                                                ? "connections, by throughput × mean latency"
                                                : "of what is not known, so that throughput × latency is not held against them"));
    }

    /** Of a figure of results; 0 without one. */
    private static int number(Column column) {
        Dimension dimension = column.quantity().dimension();
        if (!column.quantity().measured() && dimension != Dimension.TIME) {
            return 0;
        }
        for (Pattern pattern : List.of(WORD, AT, BEHIND)) {
            Matcher found = pattern.matcher(column.name());
            if (pattern == BEHIND ? found.matches() : found.find()) {
                return Integer.parseInt(found.group(1));
            }
        }
        return 0;
    }

    private boolean counted() {
        int rows = 0;
        int fit = 0;
        for (int i = 0; i < columns.size(); i++) {
            for (Column throughput : throughputs(i)) {
                Numbers latencies = columns.get(i).numbers();
                Numbers rates = throughput.numbers();
                for (int row = latencies.next(0); row >= 0; row = latencies.next(row + 1)) {
                    if (rates.has(row)) {
                        double inFlight = rates.value(row) * latencies.value(row);
                        rows++;
                        fit +=
                                inFlight > LEAST * numbers.get(i)
                                                && inFlight < MOST * numbers.get(i)
                                        ? 1
                                        : 0;
                    }
                }
            }
        }
        return rows >= ROWS_MIN && fit >= SHARE * rows;
    }

    /** Of the same load, beside a mean latency. */
    private List<Column> throughputs(int latency) {
        List<Column> found = new ArrayList<>();
        Column own = columns.get(latency);
        for (Column column : columns) {
            if (own.is(Quantity.LATENCY_MEAN)
                    && numbers.get(latency) > 0
                    && column.is(Quantity.THROUGHPUT)
                    && column.series().equals(own.series())) {
                found.add(column);
            }
        }
        return found;
    }
}
