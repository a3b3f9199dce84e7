package unrigged.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.config.Durations;

/**
 * The levels that a factor may have, and how they are written.
 *
 * @param <T> type of a level
 */
public sealed interface Domain<T> {
    /** What is expected, for {@code "expected … but found …"} and for listings. */
    String expected();

    /**
     * Reads a level.
     *
     * @throws IllegalArgumentException when {@code text} is none; without a message
     */
    T parse(String text);

    /** The level without its unit: a number in the factor's unit where it is a number. */
    String withoutUnit(T level);

    /** The words among the levels, for suggestions; none where there are none. */
    default List<String> words() {
        return List.of();
    }

    private static IllegalArgumentException outside() {
        return new IllegalArgumentException();
    }

    /** Both bounds belong to it. */
    record WholeNumber(int from, int to) implements Domain<Integer> {
        @Override
        public String expected() {
            return "a whole number from %d to %d".formatted(from, to);
        }

        @Override
        public Integer parse(String text) {
            // A NumberFormatException is an IllegalArgumentException, with a message of its own.
            if (!text.matches("-?\\d{1,10}")) {
                throw outside();
            }
            long value = Long.parseLong(text);
            if (value < from || value > to) {
                throw outside();
            }
            return (int) value;
        }

        @Override
        public String withoutUnit(Integer level) {
            return Integer.toString(level);
        }
    }

    /** A number, or a word that leaves the number to the program: then empty. */
    record NumberOrWord(WholeNumber number, String word) implements Domain<OptionalInt> {
        @Override
        public String expected() {
            return number.expected() + " or '" + word + "'";
        }

        @Override
        public OptionalInt parse(String text) {
            return text.equals(word) ? OptionalInt.empty() : OptionalInt.of(number.parse(text));
        }

        @Override
        public String withoutUnit(OptionalInt level) {
            return level.isPresent() ? Integer.toString(level.getAsInt()) : word;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }

    /** Requests per second, as the load generator reads a constant rate; empty: no rate. */
    record Rate(String word) implements Domain<OptionalDouble> {
        private static final Pattern FORM =
                Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(?:/([smh]))?");

        /** A window has some requests then. */
        private static final double FROM = 1;

        private static final double TO = 1e6;

        @Override
        public String expected() {
            return "a rate from %.0f/s to %.0f/s, for example 150/s or 900/m, or '%s'"
                    .formatted(FROM, TO, word);
        }

        @Override
        public OptionalDouble parse(String text) {
            if (text.equals(word)) {
                return OptionalDouble.empty();
            }
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw outside();
            }
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            double seconds = unit.equals("s") ? 1 : unit.equals("m") ? 60 : 3_600;
            double perSecond = Double.parseDouble(matcher.group(1)) / seconds;
            if (perSecond < FROM || perSecond > TO) {
                throw outside();
            }
            return OptionalDouble.of(perSecond);
        }

        @Override
        public String withoutUnit(OptionalDouble level) {
            return level.isEmpty() ? word : perSecond(level.getAsDouble());
        }

        /** As many decimals as {@link #parse} reads. */
        static String perSecond(double rate) {
            return plain(new BigDecimal(rate).setScale(9, RoundingMode.HALF_UP));
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }

    record Switch() implements Domain<Boolean> {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw outside();
            };
        }

        @Override
        public String withoutUnit(Boolean level) {
            return Boolean.toString(level);
        }

        @Override
        public List<String> words() {
            return List.of("true", "false");
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements Domain<String> {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String expected() {
            return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
        }

        @Override
        public String parse(String text) {
            if (!words.contains(text)) {
                throw outside();
            }
            return text;
        }

        @Override
        public String withoutUnit(String level) {
            return level;
        }
    }

    /**
     * A duration with its unit, both bounds within.
     *
     * @param unit the factor's
     */
    record Span(Duration from, Duration to, Duration unit) implements Domain<Duration> {
        @Override
        public String expected() {
            return "a duration from %s to %s, for example 500ms, 4s or 2m"
                    .formatted(Durations.format(from), Durations.format(to));
        }

        @Override
        public Duration parse(String text) {
            Duration value = Durations.parse(text);
            if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
                throw outside();
            }
            return value;
        }

        @Override
        public String withoutUnit(Duration level) {
            // Units are powers of ten in ns, so that the quotient ends.
            return plain(new BigDecimal(level.toNanos()).divide(new BigDecimal(unit.toNanos())));
        }
    }

    /**
     * A number and one of PostgreSQL's units (PostgreSQL manual, "Parameter Names and Values"); its
     * level is in the factor's unit.
     *
     * @param units what one of each is in the factor's unit
     * @param bare what 1 without a unit is
     * @param example for messages
     */
    record Quantity(Map<String, BigDecimal> units, BigDecimal bare, String example)
            implements Domain<BigDecimal> {
        private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?) *([A-Za-z]*)");

        public Quantity {
            units = Map.copyOf(units);
        }

        @Override
        public String expected() {
            return "a number with one of the units "
                    + String.join(", ", units.keySet().stream().sorted().toList())
                    + ", for example "
                    + example;
        }

        @Override
        public BigDecimal parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw outside();
            }
            BigDecimal unit =
                    matcher.group(2).isEmpty()
                            ? bare
                            : units.getOrDefault(matcher.group(2), BigDecimal.ZERO);
            if (unit.signum() == 0) {
                throw outside();
            }
            return new BigDecimal(matcher.group(1)).multiply(unit);
        }

        @Override
        public String withoutUnit(BigDecimal level) {
            return plain(level);
        }
    }

    /** Any text on one line; what it means is up to the program that gets it. */
    record Line() implements Domain<String> {
        @Override
        public String expected() {
            return "a value on one line";
        }

        @Override
        public String parse(String text) {
            if (text.contains("\n")) {
                throw outside();
            }
            return text;
        }

        @Override
        public String withoutUnit(String level) {
            return level;
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
