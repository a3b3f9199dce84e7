package unrigged.metric;

import java.util.OptionalLong;

/**
 * What the processes of a tier hold in memory.
 *
 * @param pssBytes proportional set size of a tier's processes; empty where the kernel does not give
 *     it
 * @param processes live ones
 */
public record TierMemory(OptionalLong pssBytes, int processes) {}
