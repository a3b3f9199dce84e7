package unrigged.inference;

import java.util.OptionalInt;

/**
 * A comparison that is undecided.
 *
 * @param ratio the first stack's throughput over the second's, so far
 * @param moreBlocks after how many more blocks it would be decided, if they are like those so far;
 *     empty beyond {@link Outlook#BLOCKS_MAX}
 */
public record OpenComparison(
        String scenario, String a, String b, double ratio, OptionalInt moreBlocks) {}
