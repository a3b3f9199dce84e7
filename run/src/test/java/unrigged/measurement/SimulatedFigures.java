package unrigged.measurement;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.metric.Timeline;

/**
 * What a window on the simulated machine gave.
 *
 * @param cpuPerRequestNs over all tiers
 * @param steal as a share of the CPU time
 * @param hanging requests without an answer
 * @param empty whether nothing ended in it, and all of it soon after
 */
record SimulatedFigures(
        int cpus,
        CellSettings settings,
        Duration window,
        double perSecond,
        double cpuPerRequestNs,
        double steal,
        int hanging,
        boolean empty) {
    /** Of log latencies. */
    private static final double LATENCY_SIGMA = 0.5;

    private static final int QUANTILES = 400;

    long ok() {
        return Math.max(1, Math.round(perSecond * windowS()));
    }

    private double windowS() {
        return window.toNanos() / 1e9;
    }

    /** What the load generator says of it. */
    LoadResult load(boolean slice) {
        return empty ? nothing() : load(latencies(), slice);
    }

    Event.TrialMeasured event(
            TrialSlot slot, int attempt, Timeline timeline, Optional<LoadResult> emptyBefore) {
        Histogram latencies = latencies();
        return new Event.TrialMeasured(
                slot,
                attempt,
                settings,
                load(latencies, slot.turn().isPresent()),
                tiers(),
                new MachineUsage(
                        (long) (cpus * windowS() * 1e9),
                        (long) (cpus * windowS() * 5e8),
                        (long) (cpus * windowS() * 1e9 * steal),
                        OptionalLong.of(0),
                        0,
                        slot.turn().isPresent() ? OptionalLong.of(0) : OptionalLong.empty(),
                        Optional.empty()),
                new NetworkCounts(0, 0, 0, 0, ok()),
                new SessionPeaks(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0),
                timeline,
                Optional.empty(),
                slot.turn().map(_ -> text(latencies)),
                "{}",
                Optional.empty(),
                Optional.of(settings.levels()),
                emptyBefore);
    }

    /** Lognormal around the mean that Little's law gives, in µs. */
    private Histogram latencies() {
        double meanUs = settings.clients() / perSecond * 1e6;
        double mu = Math.log(meanUs) - LATENCY_SIGMA * LATENCY_SIGMA / 2;
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        long recorded = 0;
        for (int i = 1; i <= QUANTILES; i++) {
            long until = ok() * i / QUANTILES;
            double p = (i - 0.5) / QUANTILES;
            // The logistic distribution's quantile; with 1.702 close to the normal one's.
            double z = Math.log(p / (1 - p)) / 1.702;
            histogram.recordValueWithCount(
                    Math.max(1, Math.round(Math.exp(mu + LATENCY_SIGMA * z))), until - recorded);
            recorded = until;
        }
        return histogram;
    }

    private static String text(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private LoadResult load(Histogram latencies, boolean slice) {
        double maxMs = latencies.getMaxValue() / 1e3;
        return new LoadResult(
                ok(),
                Map.of(),
                settings.clients(),
                offered(),
                OptionalDouble.of(hanging > 0 ? windowS() * 1e3 + 1_300 + 2 * maxMs : 1),
                OptionalLong.of(hanging),
                OptionalInt.of(hanging),
                OptionalLong.empty(),
                slice ? OptionalLong.of(ok()) : OptionalLong.empty(),
                slice ? OptionalLong.of(hanging) : OptionalLong.empty(),
                slice ? OptionalDouble.of(0.05) : OptionalDouble.empty(),
                windowS(),
                ok() / windowS(),
                new LoadResult.Latency(
                        OptionalDouble.of(latencies.getMean() / 1e3),
                        percentileMs(latencies, 50),
                        percentileMs(latencies, 90),
                        percentileMs(latencies, 99),
                        percentileMs(latencies, 99.9),
                        OptionalDouble.of(maxMs)),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0.1),
                "simulated",
                "healthy",
                settings.clients(),
                settings.clients(),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0),
                List.of());
    }

    private OptionalLong offered() {
        OptionalDouble rate = settings.ratePerSecond();
        return rate.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(rate.getAsDouble() * windowS()));
    }

    private LoadResult nothing() {
        OptionalDouble none = OptionalDouble.empty();
        return new LoadResult(
                0,
                Map.of(),
                settings.clients(),
                offered(),
                OptionalDouble.of(windowS() * 1e3 + 200),
                OptionalLong.of(settings.clients()),
                OptionalInt.of(settings.clients()),
                OptionalLong.empty(),
                OptionalLong.of(0),
                OptionalLong.of(0),
                OptionalDouble.of(0.3),
                windowS(),
                0,
                new LoadResult.Latency(none, none, none, none, none, none),
                none,
                none,
                "simulated",
                "healthy",
                settings.clients(),
                settings.clients(),
                none,
                none,
                List.of());
    }

    private static OptionalDouble percentileMs(Histogram latencies, double percentile) {
        return OptionalDouble.of(latencies.getValueAtPercentile(percentile) / 1e3);
    }

    /**
     * The application has 60 % of a request's CPU time, the shared tiers the rest in equal parts.
     */
    private Map<Tier, TierUsage> tiers() {
        Map<Tier, TierUsage> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            double share = tier == Tier.APP ? 0.6 : 0.4 / (Tier.values().length - 1);
            long ns = Math.round(cpuPerRequestNs * share) * ok();
            tiers.put(tier, new TierUsage(ns, OptionalLong.empty(), 1, Optional.empty()));
        }
        return tiers;
    }
}
