package unrigged.experiment;

import java.time.Duration;

/**
 * How long the parts of a slice take, and the warm-up of its server before the first one.
 *
 * @param leadIn load before the window, not counted; one mean latency comes on top
 * @param leadInJvm the same for programs on a JVM
 * @param window the window, the same for all stacks
 * @param follow how long at most requests that began in the window are followed to their end
 * @param warmUp load on a server that has just started, for what is not compiled while it runs
 * @param warmUpJvmMax the longest that a JVM is loaded until its compilers are quiet
 */
public record SliceTiming(
        Duration leadIn,
        Duration leadInJvm,
        Duration window,
        Duration follow,
        Duration warmUp,
        Duration warmUpJvmMax) {
    /** Arrivals at random are no longer those of a rate in a window that is shorter. */
    private static final Duration OPEN_WINDOW_MIN = Duration.ofSeconds(3);

    private static final double OPEN_REQUESTS_MIN = 30;

    /** From nothing under way to as much as there is of it for good. */
    private static final Duration OPEN_LEAD_IN_MIN = Duration.ofSeconds(1);

    /**
     * Of a slice in an open loop: longer, and with one lead-in for all stacks, so that the same
     * arrivals fall into the windows of all.
     */
    SliceTiming atRate(double perSecond) {
        Duration one = longer(OPEN_LEAD_IN_MIN, longer(leadIn, leadInJvm));
        Duration some = Duration.ofMillis((long) Math.ceil(1e3 * OPEN_REQUESTS_MIN / perSecond));
        return new SliceTiming(
                one,
                one,
                longer(window, longer(OPEN_WINDOW_MIN, some)),
                follow,
                warmUp,
                warmUpJvmMax);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    public Duration leadInFor(boolean onJvm) {
        return onJvm ? leadInJvm : leadIn;
    }
}
