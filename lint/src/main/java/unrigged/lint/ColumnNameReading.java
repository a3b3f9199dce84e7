package unrigged.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.lint.Quantity.Dimension;

/** One column's name, whose words are taken away as they are understood. */
final class ColumnNameReading {
    private static final Pattern PERCENTILE =
            Pattern.compile(
                    "\\b(?:p|pct|percentile) ?(\\d{1,2}(?:\\.\\d+)?)\\b"
                            + "|\\b(\\d{1,2}(?:\\.\\d+)?) ?(?:th|st|nd|rd|percentile|%(?:ile)?)(?![a-z])"
                            + "|\\bp(99\\d{1,3})\\b");
    private static final Pattern RATE =
            Pattern.compile(
                    "\\b(requests?|reqs?|r|queries|ops?|operations|transactions|iterations|answers|responses|hits)"
                            + " (?:per|/) (s|secs?|seconds?|min|minutes?)\\b");
    private static final Pattern PER_SECOND =
            Pattern.compile("\\b(?:per|/) (?:s|secs?|seconds?)\\b");
    private static final Pattern BYTE_RATE =
            Pattern.compile("\\b([kmgt]?i?b|bytes?) (?:per|/) (s|secs?|seconds?)\\b");

    /** Words that tell nothing apart. */
    private static final Set<String> FILL =
            Set.of(
                    "latency",
                    "lat",
                    "time",
                    "times",
                    "request",
                    "requests",
                    "req",
                    "reqs",
                    "response",
                    "responses",
                    "http",
                    "total",
                    "status",
                    "per",
                    "of",
                    "the",
                    "in",
                    "/",
                    "rt",
                    "count",
                    "number",
                    "rate",
                    "value",
                    "duration",
                    "answers",
                    "connection");

    private static final Set<String> MEAN = Set.of("mean", "avg", "average");
    private static final Set<String> MIN = Set.of("min", "minimum", "fastest", "best", "shortest");
    private static final Set<String> MAX = Set.of("max", "maximum", "slowest", "worst", "longest");
    private static final Set<String> SD =
            Set.of("sd", "std", "stdev", "stddev", "deviation", "σ", "sigma");
    private static final Set<String> RELATION =
            Set.of("relative", "ratio", "speedup", "normalized", "normalised", "factor", "×", "vs");
    private static final Set<String> LATENCY =
            Set.of("latency", "lat", "response", "rt", "ttfb", "wait", "waiting");

    private String rest;
    private final List<String> all;
    private OptionalDouble level = OptionalDouble.empty();
    private Optional<Unit> unit = Optional.empty();
    private boolean rate;
    private boolean bytesPerSecond;

    ColumnNameReading(String name) {
        rest = " " + name + " ";
        takeByteRate();
        takeRate();
        takePercentile();
        takeTime();
        all = words(rest.strip());
    }

    private void takeByteRate() {
        Matcher found = BYTE_RATE.matcher(rest);
        if (found.find()) {
            bytesPerSecond = true;
            unit =
                    Unit.bytes(found.group(1))
                            .map(each ->
                                    new Unit(
                                            each.name() + "/s", Dimension.BYTE_RATE, each.scale()));
            take(found);
        }
    }

    private void takeRate() {
        Matcher found = RATE.matcher(rest);
        if (found.find()) {
            rate = true;
            double seconds = Unit.time(found.group(2)).orElseThrow().scale();
            unit =
                    Optional.of(
                            seconds == 1
                                    ? Unit.PER_SECOND
                                    : new Unit("1/min", Dimension.RATE, 1 / seconds));
            take(found);
        } else if (takeAny(Set.of("rps", "qps", "tps"))) {
            rate = true;
            unit = Optional.of(Unit.PER_SECOND);
        } else if (rest.contains(" throughput ")) {
            Matcher perSecond = PER_SECOND.matcher(rest);
            if (perSecond.find()) {
                rate = true;
                unit = Optional.of(Unit.PER_SECOND);
                take(perSecond);
            }
        }
    }

    private void takePercentile() {
        Matcher found = PERCENTILE.matcher(rest);
        if (found.find()) {
            String digits =
                    found.group(1) != null
                            ? found.group(1)
                            : found.group(2) != null
                                    ? found.group(2)
                                    : "99." + found.group(3).substring(2);
            level = OptionalDouble.of(Double.parseDouble(digits) / 100);
            take(found);
        } else if (takeAny(Set.of("median"))) {
            level = OptionalDouble.of(0.5);
        }
    }

    private void takeTime() {
        List<String> found = new ArrayList<>();
        for (String word : words(rest.strip())) {
            if (unit.isEmpty() && !word.equals("min") && Unit.time(word).isPresent()) {
                unit = Unit.time(word);
                found.add(word);
            } else if (unit.isEmpty() && !word.equals("b") && Unit.bytes(word).isPresent()) {
                unit = Unit.bytes(word);
                found.add(word);
            }
        }
        found.forEach(word -> rest = rest.replace(" " + word + " ", "  "));
    }

    private void take(Matcher found) {
        rest = rest.substring(0, found.start()) + " " + rest.substring(found.end());
    }

    private boolean takeAny(Set<String> words) {
        boolean taken = false;
        for (String word : words) {
            if (rest.contains(" " + word + " ")) {
                rest = rest.replace(" " + word + " ", " ");
                taken = true;
            }
        }
        return taken;
    }

    private boolean has(String... words) {
        return all.stream().anyMatch(Set.of(words)::contains);
    }

    private boolean has(Set<String> words) {
        return all.stream().anyMatch(words::contains);
    }

    private boolean timed() {
        return unit.filter(each -> each.dimension() == Dimension.TIME).isPresent();
    }

    private boolean sized() {
        return unit.filter(each -> each.dimension() == Dimension.BYTES).isPresent();
    }

    Optional<ColumnName> meaning() {
        Optional<Quantity> quantity =
                apart().or(this::relation)
                        .or(this::rate)
                        .or(this::setting)
                        .or(this::latency)
                        .or(this::count);
        return quantity.map(found ->
                new ColumnName(
                        found,
                        found == Quantity.LATENCY_QUANTILE ? level : OptionalDouble.empty(),
                        unit,
                        series(found)));
    }

    /** Ends of intervals, and counts of runs: no figures of requests. */
    private Optional<Quantity> apart() {
        return has("lo", "hi", "lower", "upper", "ci", "interval", "trials", "runs")
                ? Optional.of(Quantity.OTHER)
                : Optional.empty();
    }

    /** What is said of other figures of the table. */
    private Optional<Quantity> relation() {
        if (has(RELATION)) {
            return Optional.of(has(SD) ? Quantity.OTHER : Quantity.RATIO);
        }
        if (has("rank", "ranking", "place", "position", "#")) {
            // The best and the worst rank that a row may have are ends of a set.
            return Optional.of(has(MIN) || has(MAX) ? Quantity.OTHER : Quantity.RANK);
        }
        return Optional.empty();
    }

    private Optional<Quantity> rate() {
        if (bytesPerSecond || has("bandwidth", "transfer")) {
            return Optional.of(Quantity.BANDWIDTH);
        }
        if (has("memory", "mem", "rss", "pss", "ram")) {
            return Optional.of(Quantity.MEMORY);
        }
        if (has("cpu")) {
            return Optional.of(Quantity.CPU);
        }
        if (rate || (has("throughput") && !timed())) {
            return Optional.of(
                    has(SD)
                            ? Quantity.THROUGHPUT_SD
                            : has("offered", "target", "intended", "arrival")
                                    ? Quantity.OFFERED_RATE
                                    : has(MIN) || has(MAX) || level.isPresent()
                                            ? Quantity.OTHER
                                            : Quantity.THROUGHPUT);
        }
        return Optional.empty();
    }

    /** What the load was set to. */
    private Optional<Quantity> setting() {
        if (has(MAX) || has(MIN) || level.isPresent()) {
            return has("sessions", "workers", "threads", "connections", "clients")
                    ? Optional.of(Quantity.OTHER)
                    : Optional.empty();
        }
        if (has("connections", "concurrency", "clients", "users", "vus")) {
            return Optional.of(Quantity.CONNECTIONS);
        }
        if (has("pipeline", "pipelining")) {
            return Optional.of(Quantity.PIPELINE);
        }
        if (has("think")) {
            return Optional.of(Quantity.THINK_TIME);
        }
        if (has("sleep", "delay") && !has(MEAN)) {
            return Optional.of(Quantity.DELAY);
        }
        if (has("pool", "sessions")) {
            return Optional.of(Quantity.POOL);
        }
        return has("workers", "threads", "processes", "cores", "cpus", "reconnects", "version")
                ? Optional.of(Quantity.OTHER)
                : Optional.empty();
    }

    private Optional<Quantity> latency() {
        if (sized()) {
            return Optional.of(Quantity.OTHER);
        }
        boolean latency = has(LATENCY) || all.contains("time") || (has("duration") && extreme());
        if (!latency && !timed() && level.isEmpty()) {
            return Optional.empty();
        }
        if (has(SD)) {
            return Optional.of(Quantity.LATENCY_SD);
        }
        if (level.isPresent()) {
            return Optional.of(Quantity.LATENCY_QUANTILE);
        }
        if (has(MIN) || has(MAX)) {
            level = OptionalDouble.of(has(MIN) ? 0 : 1);
            return Optional.of(Quantity.LATENCY_QUANTILE);
        }
        if (has(MEAN) || has(LATENCY) || (has("request", "requests") && timed())) {
            return Optional.of(Quantity.LATENCY_MEAN);
        }
        return has("duration", "elapsed", "taken", "run", "window")
                        || rest.isBlank()
                        || all.equals(List.of("time"))
                ? Optional.of(Quantity.DURATION)
                : Optional.empty();
    }

    private boolean extreme() {
        return has(MEAN) || has(MIN) || has(MAX) || level.isPresent();
    }

    private Optional<Quantity> count() {
        if (has("duration", "elapsed", "seconds")) {
            return Optional.of(Quantity.DURATION);
        }
        if (has("3xx")) {
            return Optional.of(Quantity.OTHER);
        }
        if (has(
                "failed",
                "failures",
                "failure",
                "errors",
                "error",
                "timeouts",
                "4xx",
                "5xx",
                "non",
                "others")) {
            return Optional.of(Quantity.FAILURES);
        }
        if (has("2xx", "ok", "success", "successes", "successful", "succeeded")) {
            return Optional.of(Quantity.OK_ANSWERS);
        }
        if (has("requests", "request", "reqs", "answers", "responses")) {
            return Optional.of(Quantity.REQUESTS);
        }
        if (has("score", "total", "sum", "overall", "composite")) {
            return Optional.of(Quantity.SUM);
        }
        return has(MEAN) ? Optional.of(Quantity.AVERAGE) : Optional.empty();
    }

    private String series(Quantity quantity) {
        List<String> left = new ArrayList<>();
        for (String word : words(rest.strip())) {
            boolean understood =
                    FILL.contains(word)
                            || MEAN.contains(word)
                            || SD.contains(word)
                            || MIN.contains(word)
                            || MAX.contains(word)
                            || word.matches("throughput|bandwidth|transfer|connections|failed")
                            || (quantity == Quantity.RATIO && RELATION.contains(word));
            if (!understood && !word.isEmpty()) {
                left.add(word);
            }
        }
        return String.join(" ", left);
    }

    private static List<String> words(String spread) {
        return List.of(spread.split(" +"));
    }
}
