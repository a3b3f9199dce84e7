package unrigged.metric;

/**
 * Processes of a tier that came or went during the measured window; threads do not count.
 *
 * @param started not there at the window's begin
 * @param ended not there at its end
 * @param more whether a child ended that was never seen: it lived shorter than the time between two
 *     looks, a second
 */
public record ProcessTurnover(int started, int ended, boolean more) {
    public boolean any() {
        return started > 0 || ended > 0 || more;
    }
}
