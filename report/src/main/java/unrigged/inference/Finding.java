package unrigged.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A warning about a result.
 *
 * @param rule what raised it
 * @param severity one of the rule's
 * @param what the warning, one sentence
 * @param evidence the figure that raised it, its threshold, and where; for people
 * @param values the same as data; empty where the evidence is no figure
 * @param remedy what to do about it
 */
public record Finding(
        Rule rule,
        Severity severity,
        String what,
        String evidence,
        List<Value> values,
        String remedy) {
    static final String NOTHING_KNOWN =
            "Nothing can be said of this flaw here, neither that it is there nor that it is not.";

    public Finding {
        values = List.copyOf(values);
        if (!rule.severities().contains(severity)) {
            throw new IllegalArgumentException(
                    "severity of a finding by "
                            + rule.id()
                            + " must be one of "
                            + rule.severities()
                            + ", is "
                            + severity);
        }
    }

    /** The same about one trial. */
    Finding inTrial(String trial) {
        return new Finding(rule, severity, what, trial + ": " + evidence, values, remedy);
    }

    /**
     * One figure of the evidence.
     *
     * @param name in camel case, without the unit
     * @param unit what is counted, in the plural; or {@code ms}, {@code 1/s}, or {@code share}: a
     *     fraction of 1
     * @param threshold the bound that the value was set against, in the same unit
     * @param trial id of the trial in which it was seen; empty for a figure of several
     */
    public record Value(
            String name,
            double value,
            String unit,
            OptionalDouble threshold,
            Optional<String> trial) {
        public Value {
            if (!Double.isFinite(value) || !Double.isFinite(threshold.orElse(0))) {
                throw new IllegalArgumentException(
                        "value and threshold of "
                                + name
                                + " must be finite, are "
                                + value
                                + " and "
                                + threshold);
            }
        }

        /** Of no trial, and against no bound. */
        public static Value of(String name, double value, String unit) {
            return new Value(name, value, unit, OptionalDouble.empty(), Optional.empty());
        }

        /** The same of a count. */
        public static Value count(String name, long value, String unit) {
            return of(name, (double) value, unit);
        }

        Value against(double bound) {
            return new Value(name, value, unit, OptionalDouble.of(bound), trial);
        }

        Value in(String trialId) {
            return new Value(name, value, unit, threshold, Optional.of(trialId));
        }
    }

    /** How much a warning weighs, the heaviest first. */
    public enum Severity {
        /** The number is wrong or is not what it claims to be. */
        ERROR("fault"),
        /** The number may be off by more than its interval. */
        WARNING("doubt"),
        /** Worth knowing. */
        NOTE("note"),
        /** What would show a flaw was not recorded, so its absence is not known either. */
        NOT_OBSERVABLE("not observable");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** In files; part of the contract. */
        public String word() {
            return word;
        }

        /** For people. */
        public String shown() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
