package unrigged.experiment;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long the parts of a trial take.
 *
 * @param warmUp load that is not counted, for programs that are interpreted or compiled ahead of
 *     time
 * @param warmUpJvm the same for programs on a JVM, whose compiler needs longer
 * @param window the measured window
 * @param pause idle time between readiness and load
 * @param readyTimeout the longest that a topology may take until it gives a verified answer
 * @param requests when present, the window ends after so many requests instead of after {@code
 *     window}
 */
public record Timing(
        Duration warmUp,
        Duration warmUpJvm,
        Duration window,
        Duration pause,
        Duration readyTimeout,
        OptionalLong requests) {
    public Duration warmUpFor(boolean onJvm) {
        return onJvm ? warmUpJvm : warmUp;
    }
}
