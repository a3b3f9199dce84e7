package unrigged.inference;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import unrigged.metric.Tier;

/**
 * The value of a {@link Metric} in a row. Whoever writes values knows these shapes and no single
 * metric.
 */
public sealed interface Figure
        permits Figure.Count, Figure.ByKind, Figure.ByTier, Throughput, Percentile, Ratio {

    /** A whole number. */
    sealed interface Count extends Figure {}

    record Counted(long value) implements Count {}

    /** No trial was measured, or none recorded it. */
    record Uncounted() implements Count {}

    /** A whole number for each kind of event; kinds that did not occur are left out. */
    record ByKind(Map<String, Long> counts) implements Figure {
        public ByKind {
            counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        }
    }

    /** An amount for each tier where it was recorded. */
    record ByTier(Map<Tier, Double> amounts) implements Figure {
        public ByTier {
            Map<Tier, Double> copy = new EnumMap<>(Tier.class);
            copy.putAll(amounts);
            amounts = Collections.unmodifiableMap(copy);
        }

        /** Over all tiers; empty when nothing was recorded. */
        public Optional<Double> total() {
            return amounts.values().stream().reduce(Double::sum);
        }
    }
}
