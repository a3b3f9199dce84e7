package unrigged.inference;

import java.util.Locale;

/** What an interval says of a stack against the reference stack. */
public enum Verdict {
    /** The whole interval is better than 1×, and not all of it inside the tie band. */
    FASTER,
    /** The whole interval is worse than 1×, and not all of it inside the tie band. */
    SLOWER,
    /** Shown to be equal: the whole interval is inside the tie band. */
    TIED,
    /** The interval holds 1× and more than the tie band, or there is no interval. */
    UNDECIDED,
    /** The reference stack itself. */
    REFERENCE;

    /**
     * Ratios that nobody needs to tell apart: from 1/1.05 to 1.05, which is the same for A over B
     * as for B over A.
     */
    public static final double TIE_BAND = 0.05;

    /** In files; part of the contract. */
    public String word() {
        return this == REFERENCE ? "baseline" : shown();
    }

    /** For people. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether one of the two is ahead. */
    public boolean differs() {
        return this == FASTER || this == SLOWER;
    }

    /** Of the same pair, seen from the other side. */
    Verdict inverse() {
        return switch (this) {
            case FASTER -> SLOWER;
            case SLOWER -> FASTER;
            case TIED, UNDECIDED, REFERENCE -> this;
        };
    }

    /** What an interval of a ratio says. */
    public static Verdict of(Interval interval, Better better) {
        if (better == Better.NEITHER) {
            throw new IllegalArgumentException("a verdict needs to know which way is better");
        }
        return switch (interval) {
            case Interval.Unbounded _ -> UNDECIDED;
            case Interval.Bounded(double lo, double hi) -> {
                if (lo >= 1 / (1 + TIE_BAND) && hi <= 1 + TIE_BAND) {
                    yield TIED;
                } else if (lo > 1) {
                    yield better == Better.HIGHER ? FASTER : SLOWER;
                } else if (hi < 1) {
                    yield better == Better.HIGHER ? SLOWER : FASTER;
                }
                yield UNDECIDED;
            }
        };
    }

    /** Which way a figure is better. */
    public enum Better {
        HIGHER,
        LOWER,
        /** A circumstance or a count of what happened; no ratio of it has a verdict. */
        NEITHER
    }
}
