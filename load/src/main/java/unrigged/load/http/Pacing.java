package unrigged.load.http;

/**
 * How precisely requests leave when they are due, and what that may cost.
 *
 * @param kind how waits end
 * @param gridNs distance of the instants at which {@link Kind#GRID} sends what is due
 */
public record Pacing(Kind kind, long gridNs) {
    /** What happens while nothing is due. */
    public enum Kind {
        /** Sleeps until the next request is due, to the microsecond. */
        EXACT,
        /** Sleeps until the next point of a grid and sends what has become due: fewer wake-ups. */
        GRID,
        /** Never sleeps: the smallest lag for a whole CPU. */
        SPIN
    }

    public Pacing {
        if (gridNs < 1) {
            throw new IllegalArgumentException("gridNs %d >= 1 must hold".formatted(gridNs));
        }
    }

    /** The last instant up to which due requests may leave at {@code nowNs}. */
    long horizonNs(long nowNs, long startNs) {
        return kind == Kind.GRID ? nowNs - Math.floorMod(nowNs - startNs, gridNs) : nowNs;
    }

    /** When a request that is due at {@code dueNs} may leave. */
    long leavesNs(long dueNs, long startNs) {
        return kind == Kind.GRID ? dueNs + Math.floorMod(startNs - dueNs, gridNs) : dueNs;
    }
}
