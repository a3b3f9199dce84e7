package unrigged.load;

import unrigged.load.arrival.Arrivals;
import unrigged.load.arrival.RateProfile;

/**
 * What an open loop offers.
 *
 * @param profile from the beginning of the warm-up to the end of the window, and as long behind it
 *     as its requests are followed
 * @param seed of random arrivals
 */
record OfferedLoad(
        RateProfile profile, Arrivals.Pattern pattern, long seed, long warmUpNs, long windowNs) {
    /** The arrivals of one of several loops that share the load. */
    Arrivals arrivals(int part, int parts, long startNs) {
        return new Arrivals(profile, pattern, seed, part, parts, startNs, warmUpNs, windowNs);
    }
}
