package unrigged.experiment;

import java.time.Duration;

/**
 * How the servers of a duel are asked, the same for all.
 *
 * @param clients connections of the closed loop
 * @param keepAlive whether a connection is kept for the next request
 * @param duration of the whole duel, from its start to its result
 * @param warmUp load on each server before the first slice
 * @param readyTimeout how long a server that the duel starts may take until its first right answer
 * @param seed orders each round
 */
public record DuelSettings(
        int clients,
        boolean keepAlive,
        Duration duration,
        Duration warmUp,
        Duration readyTimeout,
        long seed) {
    public DuelSettings {
        if (clients < 1) {
            throw new IllegalArgumentException("clients must be at least 1 but is " + clients);
        }
    }
}
