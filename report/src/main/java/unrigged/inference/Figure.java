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

    /**
     * An amount for each tier where it was recorded.
     *
     * @param intervals 95 %, of tiers that have one
     * @param totalInterval of the total
     */
    record ByTier(
            Map<Tier, Double> amounts,
            Map<Tier, Interval.Bounded> intervals,
            Optional<Interval.Bounded> totalInterval)
            implements Figure {
        public ByTier {
            Map<Tier, Double> copy = new EnumMap<>(Tier.class);
            copy.putAll(amounts);
            amounts = Collections.unmodifiableMap(copy);
            Map<Tier, Interval.Bounded> ends = new EnumMap<>(Tier.class);
            ends.putAll(intervals);
            intervals = Collections.unmodifiableMap(ends);
        }

        ByTier(Map<Tier, Double> amounts) {
            this(amounts, Map.of(), Optional.empty());
        }

        /** Over all tiers; empty when nothing was recorded. */
        public Optional<Double> total() {
            return amounts.values().stream().reduce(Double::sum);
        }
    }
}
