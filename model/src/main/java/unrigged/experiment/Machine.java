package unrigged.experiment;

import java.util.OptionalLong;

/**
 * What a scenario needs to know of the machine.
 *
 * @param cpuPerRequestNs CPU that one request of the reference stack takes over all tiers; empty
 *     before calibration
 */
public record Machine(int cpus, OptionalLong cpuPerRequestNs) {
    public Machine {
        if (cpus < 1) {
            throw new IllegalArgumentException("cpus must be at least 1 but is " + cpus);
        }
    }
}
