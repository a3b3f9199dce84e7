package unrigged.inference;

/**
 * Where a signal becomes a finding. Starting points, to be moved by seeded errors and nothing else.
 * docs/audits.md names each.
 */
final class Thresholds {
    /** Failed requests over all requests. */
    static final double FAILED_SHARE = 0.001;

    /** Dropped connections or repeated SYNs over all requests. */
    static final double DROPPED_SHARE = 0.001;

    /** Segments that were lost and sent again over segments sent, on loopback. */
    static final double RETRANSMITTED_SHARE = 0.0001;

    /** CPU time given to others by the hypervisor, over capacity. */
    static final double STEAL_SHARE = 0.01;

    /**
     * CPU time of processes that are no part of the run, over capacity. Between what kernel threads
     * and rounding make of a quiet machine and a tenth of a CPU on two (decision 12).
     */
    static final double INTERFERENCE_SHARE = 0.045;

    /** |X·(mean R + Z)/N − 1|, Little's law in a closed loop. */
    static final double LITTLE_RESIDUAL = 0.03;

    /** Change of throughput from the window's begin to its end. */
    static final double DRIFT = 0.10;

    /** HdrHistogram with three digits rounds by up to this share. */
    static final double HISTOGRAM_ROUNDING = 0.001;

    /** Answers without a latency in the histograms, over all answers. */
    static final double LOST_LATENCIES_SHARE = 0.01;

    private Thresholds() {}
}
