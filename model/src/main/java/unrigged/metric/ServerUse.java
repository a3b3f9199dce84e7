package unrigged.metric;

import java.util.OptionalLong;

/**
 * What a server of a deployment used besides its own slices.
 *
 * @param server its name in the deployment
 * @param restNs time in which others had their windows
 * @param restCpuNs CPU time that it used meanwhile
 * @param pssBytes proportional set size of its processes at the deployment's end; empty where the
 *     kernel does not give it
 * @param processes live ones, at that time
 */
public record ServerUse(
        String server,
        String stack,
        long restNs,
        long restCpuNs,
        OptionalLong pssBytes,
        int processes) {}
