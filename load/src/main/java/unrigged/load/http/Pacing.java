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
        /** Sleeps until the next point of a grid; what is due then leaves: fewer wake-ups. */
        GRID,
        /** Never sleeps: the smallest lag for a whole CPU. */
        SPIN
    }

    public Pacing {
        if (gridNs < 1) {
            throw new IllegalArgumentException("gridNs %d >= 1 must hold".formatted(gridNs));
        }
    }

    /** When a request that is due at {@code dueNs} leaves, unless the thread is awake before. */
    long leavesNs(long dueNs, long startNs) {
        return kind == Kind.GRID ? dueNs + Math.floorMod(startNs - dueNs, gridNs) : dueNs;
    }
}
