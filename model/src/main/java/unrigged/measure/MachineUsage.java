package unrigged.measure;

/**
 * The whole machine during the measured window.
 *
 * @param capacityNs CPUs × the window's length
 * @param busyNs CPU time that any process or interrupt used
 * @param stealNs CPU time that the hypervisor gave to others
 * @param foreignNs busy time that belongs to no process of the trial and not to the lab: other
 *     programs, and kernel work that is charged to nobody
 * @param labNs CPU time of the lab itself
 */
public record MachineUsage(
        long capacityNs, long busyNs, long stealNs, long foreignNs, long labNs) {}
