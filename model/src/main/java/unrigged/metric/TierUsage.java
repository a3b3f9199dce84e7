package unrigged.metric;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one tier took during the measured window: its whole process tree, children that ended
 * included.
 *
 * @param cpuNs user and system time
 * @param pssBytes proportional set size (pages shared by n processes count 1/n), at the window's
 *     end; empty where the kernel does not give it
 * @param processes live processes at the window's end
 * @param turnover processes that came or went; empty where nobody looked
 */
public record TierUsage(
        long cpuNs, OptionalLong pssBytes, int processes, Optional<ProcessTurnover> turnover) {}
