package unrigged.inference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;
import unrigged.metric.LoadResult;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/** A made-up slice before it is recorded. */
final class SyntheticSlice {
    static final double SECONDS = 0.5;

    private static final ProcessTurnover STEADY = new ProcessTurnover(0, 0, false);

    String scenario = "";
    String stack = "";
    String server = "";
    int instance;
    int block;
    int attempt;
    int round;
    int repeat;
    double perSecond;
    double p50Ms = 80;
    long stealNs;
    String health = "healthy";
    Map<String, Long> failed = Map.of();
    boolean fails;

    double littlesLaw = 0.01;

    /** In an open loop. */
    OptionalLong offered = OptionalLong.empty();

    /** When the window ended. */
    long underWay;

    /** Whether nothing ended in the window before this one. */
    boolean afterEmpty;

    /** What came of the window before this one, if there was one. */
    Optional<LoadResult> emptyBefore() {
        OptionalDouble none = OptionalDouble.empty();
        return afterEmpty
                ? Optional.of(
                        new LoadResult(
                                0,
                                Map.of(),
                                37,
                                OptionalLong.empty(),
                                OptionalDouble.of(745),
                                OptionalLong.of(37),
                                OptionalInt.of(37),
                                OptionalLong.empty(),
                                OptionalLong.of(0),
                                OptionalLong.of(0),
                                OptionalDouble.of(0.3),
                                SECONDS,
                                0,
                                new LoadResult.Latency(none, none, none, none, none, none),
                                none,
                                none,
                                "io_uring",
                                health,
                                37,
                                37,
                                none,
                                none,
                                List.of()))
                : Optional.empty();
    }

    /** Lognormal around P50, in µs. */
    Histogram latencies(long ok, Random random) {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        for (int i = 0; i < ok; i++) {
            double us = p50Ms * 1e3 * Math.exp(0.25 * random.nextGaussian());
            histogram.recordValue(Math.max(1, Math.round(us)));
        }
        return histogram;
    }

    Map<Tier, TierUsage> tiers(long ok) {
        Map<Tier, TierUsage> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            double ns = (tier == Tier.APP ? 1.6e6 : 0.3e6) * ok / perSecond * 420;
            tiers.put(
                    tier,
                    new TierUsage(Math.round(ns), OptionalLong.empty(), 3, Optional.of(STEADY)));
        }
        return tiers;
    }

    LoadResult load(long ok, long followed) {
        OptionalDouble p50 = OptionalDouble.of(p50Ms);
        return new LoadResult(
                ok,
                failed,
                underWay,
                offered,
                OptionalDouble.of(100),
                OptionalLong.of(0),
                OptionalInt.of(0),
                OptionalLong.empty(),
                OptionalLong.of(followed),
                OptionalLong.of(0),
                OptionalDouble.of(0.1),
                SECONDS,
                ok / SECONDS,
                new LoadResult.Latency(p50, p50, p50, p50, p50, p50),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "io_uring",
                health,
                37,
                37,
                OptionalDouble.of(0.2),
                OptionalDouble.of(littlesLaw),
                List.of());
    }
}
