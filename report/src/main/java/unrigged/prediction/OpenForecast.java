package unrigged.prediction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.prediction.Forecast.Beyond;
import unrigged.prediction.Forecast.Value;

/**
 * What a stack would do with requests that arrive at a rate, as a Poisson process, whatever the
 * answers do. Models are fitted to closed loops: the intervals have their errors.
 *
 * @param settings the clients among them do not count
 * @param capacity the rate per second from which on requests pile up
 * @param limit what sets it
 * @param beyond settings outside the range in which the stack was measured
 * @param measured of the same open loop; empty where the run has none
 */
public record OpenForecast(
        StackInfo stack,
        CellSettings settings,
        double offeredPerSecond,
        Value capacity,
        Bound.Limit limit,
        Outcome outcome,
        List<Beyond> beyond,
        Optional<MeasuredOpenLoop> measured) {
    /**
     * The lowest mean latency first, then those that do not keep up, the highest capacity first.
     */
    static final Comparator<OpenForecast> ORDER =
            Comparator.comparingDouble((OpenForecast forecast) ->
                            switch (forecast.outcome) {
                                case Outcome.Stable stable -> stable.meanMs().point();
                                case Outcome.Unstable _ -> Double.POSITIVE_INFINITY;
                            })
                    .thenComparing(
                            Comparator.comparingDouble(
                                            (OpenForecast forecast) -> forecast.capacity.point())
                                    .reversed());

    public OpenForecast {
        beyond = List.copyOf(beyond);
    }

    /** Requests that are answered. */
    public double perSecond() {
        return switch (outcome) {
            case Outcome.Stable _ -> offeredPerSecond;
            case Outcome.Unstable _ -> capacity.point();
        };
    }

    /** Whether it keeps up. */
    public sealed interface Outcome {

        /**
         * All requests are answered.
         *
         * @param utilisation the part of the machine's CPU time that they have
         * @param meanMs latency, from the instant at which a request is due; without an interval
         *     where the rate is within the capacity's
         * @param p50Ms of waiting: a stack's own pauses are not in it, hence no interval
         * @param p99Ms the same
         * @param withoutWaitingMs latency of a request that has a CPU and a place at once: the
         *     least that any arrivals have, and nearly that of evenly spaced ones
         */
        record Stable(
                double utilisation,
                Value meanMs,
                double p50Ms,
                double p99Ms,
                double withoutWaitingMs)
                implements Outcome {}

        /**
         * Latencies grow without end.
         *
         * @param excessPerSecond requests that pile up
         */
        record Unstable(double excessPerSecond) implements Outcome {}
    }
}
