package unrigged.lint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import unrigged.lint.Quantity.Dimension;

/**
 * A unit as tables write it.
 *
 * @param name as it is shown
 * @param scale how many of the dimension's own unit it is: of seconds, per second, bytes
 */
public record Unit(String name, Dimension dimension, double scale) {
    static final Unit NONE = new Unit("", Dimension.NONE, 1);
    static final Unit PER_SECOND = new Unit("1/s", Dimension.RATE, 1);

    private static final Map<String, Double> TIMES =
            Map.ofEntries(
                    Map.entry("ns", 1e-9),
                    Map.entry("us", 1e-6),
                    Map.entry("ms", 1e-3),
                    Map.entry("msec", 1e-3),
                    Map.entry("milliseconds", 1e-3),
                    Map.entry("microseconds", 1e-6),
                    Map.entry("s", 1.0),
                    Map.entry("sec", 1.0),
                    Map.entry("secs", 1.0),
                    Map.entry("second", 1.0),
                    Map.entry("seconds", 1.0),
                    Map.entry("min", 60.0),
                    Map.entry("minutes", 60.0));

    private static final Map<String, Double> BYTES =
            Map.ofEntries(
                    Map.entry("b", 1.0),
                    Map.entry("byte", 1.0),
                    Map.entry("bytes", 1.0),
                    Map.entry("kb", 1e3),
                    Map.entry("mb", 1e6),
                    Map.entry("gb", 1e9),
                    Map.entry("tb", 1e12),
                    Map.entry("kib", 1024.0),
                    Map.entry("mib", 1024.0 * 1024),
                    Map.entry("gib", 1024.0 * 1024 * 1024));

    /** Of a time; empty for another word. */
    static Optional<Unit> time(String word) {
        String plain = plain(word);
        return Optional.ofNullable(TIMES.get(plain))
                .map(scale -> new Unit(plain, Dimension.TIME, scale));
    }

    static Optional<Unit> bytes(String word) {
        return Optional.ofNullable(BYTES.get(plain(word)))
                .map(scale -> new Unit(shown(plain(word)), Dimension.BYTES, scale));
    }

    /**
     * What follows a number in a cell, such as {@code ms}, {@code MB/s}, {@code req/s}, {@code %},
     * {@code k}; empty for anything else.
     */
    static Optional<Unit> ofCell(String suffix) {
        String plain = plain(suffix);
        int slash = plain.indexOf('/');
        if (slash > 0) {
            return rate(suffix.strip().split("/", 2)[0], plain.substring(slash + 1));
        }
        return switch (plain) {
            case "k" -> Optional.of(new Unit("k", Dimension.NONE, 1e3));
            case "m" -> Optional.of(new Unit("M", Dimension.NONE, 1e6));
            case "%" -> Optional.of(new Unit("%", Dimension.NONE, 0.01));
            case "x", "×" -> Optional.of(new Unit("×", Dimension.NONE, 1));
            case "rps", "qps", "tps" -> Optional.of(PER_SECOND);
            default -> time(plain).or(() -> bytes(suffix));
        };
    }

    private static Optional<Unit> rate(String counted, String time) {
        if (time(time).filter(per -> per.scale() >= 1).isEmpty()) {
            return Optional.empty();
        }
        double each = 1 / time(time).orElseThrow().scale();
        return bytes(counted)
                .map(unit ->
                        new Unit(
                                unit.name() + "/" + time, Dimension.BYTE_RATE, unit.scale() * each))
                .or(() ->
                        plain(counted).matches("req|reqs|request|requests|r|op|ops|q|queries|k")
                                ? Optional.of(
                                        new Unit(
                                                "1/" + time,
                                                Dimension.RATE,
                                                plain(counted).equals("k") ? 1e3 * each : each))
                                : Optional.empty());
    }

    private static String plain(String word) {
        return word.strip().replace('µ', 'u').replace('μ', 'u').toLowerCase(Locale.ROOT);
    }

    /** As the field writes it: kB, MB, MiB. */
    private static String shown(String bytes) {
        return bytes.length() > 3 || bytes.length() == 1
                ? bytes
                : (bytes.startsWith("kb") ? "k" : bytes.substring(0, 1).toUpperCase(Locale.ROOT))
                        + bytes.substring(1).replace('b', 'B');
    }
}
