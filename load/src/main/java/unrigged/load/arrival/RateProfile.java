package unrigged.load.arrival;

import java.util.ArrayList;
import java.util.List;

/**
 * A rate over time: pieces that are constant or linear; the last rate holds on for ever. Immutable.
 */
public final class RateProfile {
    private static final double NS_PER_S = 1e9;

    /**
     * A constant or linear rate.
     *
     * @param lengthNs how long it lasts
     * @param fromPerSecond the rate at its beginning
     * @param toPerSecond the rate at its end
     */
    public record Piece(long lengthNs, double fromPerSecond, double toPerSecond) {
        public Piece {
            if (lengthNs < 1 || !isRate(fromPerSecond) || !isRate(toPerSecond)) {
                throw new IllegalArgumentException(
                        "lengthNs %d >= 1 and the rates %s, %s >= 0 must hold"
                                .formatted(lengthNs, fromPerSecond, toPerSecond));
            }
        }

        private static boolean isRate(double perSecond) {
            return perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY;
        }

        double expected() {
            return (fromPerSecond + toPerSecond) / 2 * lengthNs / NS_PER_S;
        }
    }

    /** Sums of doubles that differ from a whole number by less are that number. */
    private static final double ROUNDING = 1e-12;

    private final List<Piece> pieces;
    private final double[] expectedBefore;
    private final long[] startNs;
    private final double lastPerSecond;
    private final double expectedAtEnd;

    private RateProfile(List<Piece> pieces, double expectedAtEnd) {
        this.pieces = List.copyOf(pieces);
        this.expectedAtEnd = expectedAtEnd;
        expectedBefore = new double[pieces.size() + 1];
        startNs = new long[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            expectedBefore[i + 1] = whole(expectedBefore[i] + pieces.get(i).expected());
            startNs[i + 1] = startNs[i] + pieces.get(i).lengthNs();
        }
        lastPerSecond = pieces.getLast().toPerSecond();
    }

    public static RateProfile of(List<Piece> pieces) {
        return new RateProfile(pieces, Double.POSITIVE_INFINITY);
    }

    /**
     * At a joint the n-th arrival belongs to what comes after it, although 0.1 + 0.2 is not 0.3.
     */
    private static double whole(double expected) {
        double whole = Math.rint(expected);
        return Math.abs(expected - whole) <= ROUNDING * Math.max(1, whole) ? whole : expected;
    }

    /** The same, {@code ns} later; until then its first rate. */
    public RateProfile after(long ns) {
        if (ns == 0) {
            return this;
        }
        double first = pieces.getFirst().fromPerSecond();
        List<Piece> longer = new ArrayList<>(List.of(new Piece(ns, first, first)));
        longer.addAll(pieces);
        return of(longer);
    }

    /** The same, but at {@code ns} and later nothing is due: the end is not part of it. */
    public RateProfile until(long ns) {
        return new RateProfile(pieces, whole(expectedBy(ns)));
    }

    /** Whether nothing is ever due. */
    public boolean isEmpty() {
        return expectedAtEnd == 0;
    }

    /** Of all pieces together. */
    public long lengthNs() {
        return startNs[pieces.size()];
    }

    public double highestPerSecond() {
        return pieces.stream()
                .mapToDouble(piece -> Math.max(piece.fromPerSecond(), piece.toPerSecond()))
                .max()
                .orElseThrow();
    }

    /** How many arrivals are expected from the beginning until {@code ns}. */
    public double expectedBy(long ns) {
        int i = 0;
        while (i < pieces.size() && ns > startNs[i + 1]) {
            i++;
        }
        double s = (ns - startNs[i]) / NS_PER_S;
        if (i == pieces.size()) {
            return expectedBefore[i] + lastPerSecond * s;
        }
        Piece piece = pieces.get(i);
        return expectedBefore[i] + s * (piece.fromPerSecond() + slope(piece) * s / 2);
    }

    /**
     * When the expected number of arrivals reaches {@code expected}, in ns from the beginning: the
     * inverse of {@link #expectedBy}, which turns arrivals of rate one into arrivals of this rate
     * (Çınlar, Introduction to Stochastic Processes, 1975, section 4.7).
     */
    double reachesNs(double expected) {
        if (expected >= expectedAtEnd) {
            return Double.POSITIVE_INFINITY;
        }
        int i = 0;
        while (i < pieces.size() && expected >= expectedBefore[i + 1]) {
            i++;
        }
        double rest = expected - expectedBefore[i];
        if (i == pieces.size()) {
            return lastPerSecond == 0
                    ? Double.POSITIVE_INFINITY
                    : startNs[i] + rest / lastPerSecond * NS_PER_S;
        }
        Piece piece = pieces.get(i);
        double from = piece.fromPerSecond();
        // The root of slope/2 s² + from s = rest, in the form that does not cancel.
        double root = Math.sqrt(Math.max(0, from * from + 2 * slope(piece) * rest));
        double s = rest == 0 ? 0 : 2 * rest / (from + root);
        return startNs[i] + s * NS_PER_S;
    }

    private static double slope(Piece piece) {
        return (piece.toPerSecond() - piece.fromPerSecond()) / (piece.lengthNs() / NS_PER_S);
    }
}
