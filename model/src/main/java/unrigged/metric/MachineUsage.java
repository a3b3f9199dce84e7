package unrigged.metric;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The machine during the measured window: those of its CPUs that the run may use.
 *
 * @param capacityNs CPUs × the window's length
 * @param busyNs capacity less what was idle and what was stolen
 * @param stealNs CPU time that the hypervisor gave to others
 * @param interferenceNs busy time that belongs to no process of the trial and not to the
 *     controller: other programs, and kernel work that is charged to nobody; empty where it cannot
 *     be told
 * @param controllerNs CPU time of the controller itself
 * @param otherServersNs CPU time of the servers of the deployment that had no load; empty of a
 *     trial, which has one server
 * @param accounting how these were told apart; empty in records of versions that took the time of
 *     soft interrupts off twice, whose {@code interferenceNs} is too low
 */
public record MachineUsage(
        long capacityNs,
        long busyNs,
        long stealNs,
        OptionalLong interferenceNs,
        long controllerNs,
        OptionalLong otherServersNs,
        Optional<CpuAccounting> accounting) {}
