package unrigged.load;

import java.util.OptionalLong;

/**
 * How long a run lasts.
 *
 * @param warmUpNs load before the measured window; may be 0
 * @param windowNs the measured window; with {@code requests} the time after which it ends anyway
 * @param requests how many requests the window has, if not bounded by time alone
 * @param followNs how long after the window its requests are followed; 0 if they are not
 */
record PhaseSchedule(long warmUpNs, long windowNs, OptionalLong requests, long followNs) {
    PhaseSchedule {
        if (warmUpNs < 0 || windowNs < 1 || requests.orElse(1) < 1 || followNs < 0) {
            throw new IllegalArgumentException(
                    "warmUpNs %d >= 0, windowNs %d >= 1, %s >= 1 and followNs %d >= 0 must all hold"
                            .formatted(warmUpNs, windowNs, requests, followNs));
        }
    }

    Phase first() {
        return warmUpNs > 0 ? Phase.WARM_UP : Phase.WINDOW;
    }

    long lengthNs(Phase phase) {
        return phase == Phase.WARM_UP ? warmUpNs : windowNs;
    }

    /** How many requests may begin in {@code phase}, those carried over from the last included. */
    long requestsMax(Phase phase) {
        return phase == Phase.WARM_UP ? Long.MAX_VALUE : requests.orElse(Long.MAX_VALUE);
    }

    /** One loop's, when several share the requests. */
    PhaseSchedule share(int i, int parts) {
        return requests.isEmpty()
                ? this
                : new PhaseSchedule(
                        warmUpNs,
                        windowNs,
                        OptionalLong.of(
                                requests.getAsLong() / parts
                                        + (i < requests.getAsLong() % parts ? 1 : 0)),
                        followNs);
    }
}
