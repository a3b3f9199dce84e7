package unrigged.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * PostgreSQL's count of transactions at several times. A backend reports its own once a second at
 * most, so the count climbs in steps, and the difference of two readings may be off by a second's
 * work. The slope of the line through all of them is not.
 */
public final class TransactionSamples {
    private static final double NS = 1e9;

    /** Fewer say nothing, and nor do those that leave out a part of the time. */
    private static final int FEWEST = 10;

    private static final double COVERED = 0.8;

    private final List<Sample> samples = new ArrayList<>();

    private record Sample(long atNs, long transactions) {}

    public void add(long atNs, long transactions) {
        samples.add(new Sample(atNs, transactions));
    }

    /** How many there were between two times; empty when there are too few samples to tell. */
    public OptionalLong between(long fromNs, long toNs) {
        List<Sample> within =
                samples.stream().filter(s -> s.atNs >= fromNs && s.atNs <= toNs).toList();
        if (within.size() < FEWEST
                || within.getLast().atNs - within.getFirst().atNs < COVERED * (toNs - fromNs)) {
            return OptionalLong.empty();
        }
        long base = within.getFirst().transactions;
        double meanS = within.stream().mapToDouble(s -> (s.atNs - fromNs) / NS).average().orElse(0);
        double mean = within.stream().mapToDouble(s -> s.transactions - base).average().orElse(0);
        double product = 0;
        double square = 0;
        for (Sample sample : within) {
            double aside = (sample.atNs - fromNs) / NS - meanS;
            product += aside * (sample.transactions - base - mean);
            square += aside * aside;
        }
        return OptionalLong.of(Math.max(0, Math.round(product / square * (toNs - fromNs) / NS)));
    }
}
