package unrigged.metric;

/**
 * Where a trial's wall time went, in ns; the parts add up to the whole.
 *
 * @param startNs ports, configuration and starting the processes
 * @param readinessNs from the last start to the verified answer through the whole chain
 * @param pauseNs idle time that the plan asks for
 * @param warmUpNs load that is not counted, a window in which nothing ended included
 * @param windowNs the measured window
 * @param stopNs from the window's end until every process is gone
 * @param otherNs the controller's own work: snapshots, records
 */
public record Timeline(
        long startNs,
        long readinessNs,
        long pauseNs,
        long warmUpNs,
        long windowNs,
        long stopNs,
        long otherNs) {
    public long wallNs() {
        return startNs + readinessNs + pauseNs + warmUpNs + windowNs + stopNs + otherNs;
    }

    public long underLoadNs() {
        return warmUpNs + windowNs;
    }
}
