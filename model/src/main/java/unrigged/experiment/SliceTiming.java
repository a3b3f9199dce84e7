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
    public Duration leadInFor(boolean onJvm) {
        return onJvm ? leadInJvm : leadIn;
    }
}
