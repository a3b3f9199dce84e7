package unrigged.experiment;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A setting written as a rule, for example {@code 3*cpus+1} or {@code 2.6*cpu_per_request}:
 * numbers, names, {@code + - * /} and parentheses. Values are plain numbers; a delay is in seconds.
 */
public final class Formula {
    private final String text;
    private final Set<String> names;

    private Formula(String text, Set<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Reads a rule.
     *
     * @param known the names that may occur
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Formula parse(String text, Set<String> known) {
        Set<String> names = new TreeSet<>();
        new Reader(
                        text,
                        name -> {
                            if (!known.contains(name)) {
                                throw new IllegalArgumentException(
                                        "unknown name '"
                                                + name
                                                + "'; known: "
                                                + String.join(", ", new TreeSet<>(known)));
                            }
                            names.add(name);
                            return 1;
                        })
                .whole();
        return new Formula(text, Set.copyOf(names));
    }

    /** The value with {@code values} put in for the names. */
    public double value(Map<String, Double> values) {
        return new Reader(
                        text,
                        name -> {
                            Double value = values.get(name);
                            if (value == null) {
                                throw new IllegalStateException(
                                        "no value for '" + name + "' in '" + text + "'");
                            }
                            return value;
                        })
                .whole();
    }

    public boolean uses(String name) {
        return names.contains(name);
    }

    @Override
    public String toString() {
        return text;
    }

    private interface Names {
        double valueOf(String name);
    }

    /**
     * Recursive descent over {@code sum := product (('+'|'-') product)*}, {@code product := atom
     * (('*'|'/') atom)*}.
     */
    private static final class Reader {
        private final String text;
        private final Names names;
        private int at;

        Reader(String text, Names names) {
            this.text = text.replace(" ", "");
            this.names = names;
        }

        double whole() {
            double value = sum();
            if (at < text.length()) {
                throw new IllegalArgumentException("unexpected '" + text.charAt(at) + "'");
            }
            return value;
        }

        private double sum() {
            double value = product();
            while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                value = text.charAt(at++) == '+' ? value + product() : value - product();
            }
            return value;
        }

        private double product() {
            double value = atom();
            while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
                value = text.charAt(at++) == '*' ? value * atom() : value / atom();
            }
            return value;
        }

        private double atom() {
            if (at < text.length() && text.charAt(at) == '(') {
                at++;
                double value = sum();
                if (at >= text.length() || text.charAt(at++) != ')') {
                    throw new IllegalArgumentException("a closing parenthesis is missing");
                }
                return value;
            }
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '_'
                            || text.charAt(at) == '.')) {
                at++;
            }
            String word = text.substring(from, at);
            if (word.isEmpty()) {
                throw new IllegalArgumentException(
                        "a number or a name is missing at character " + (at + 1));
            }
            if (Character.isDigit(word.charAt(0))) {
                try {
                    return Double.parseDouble(word);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "'" + word + "' is neither a number nor a name", e);
                }
            }
            return names.valueOf(word);
        }
    }
}
