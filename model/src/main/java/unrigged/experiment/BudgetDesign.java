package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * As many blocks as end within the budget: once the first one was measured its length says how
 * many, and where later ones take longer, fewer; both are recorded. Their number depends on time
 * alone, never on a figure of a stack.
 *
 * @param budget of the measuring, calibration included
 * @param blocks the most
 * @param block the block with that number
 */
record BudgetDesign(Duration budget, int blocks, IntFunction<DeploymentDesign> block)
        implements Design {
    /** Fewer have no interval, however short the time is. */
    static final int BLOCKS_MIN = 3;

    /** Blocks that differ: 1 % between nine of them were seen on a quiet machine. */
    private static final double LONGER = 1.02;

    @Override
    public Next next(History history) {
        Optional<Event.BlocksFixed> fixed = history.last(Event.BlocksFixed.class);
        int last = fixed.map(Event.BlocksFixed::blocks).orElse(1);
        for (int number = 1; number <= last; number++) {
            DeploymentDesign design = block.apply(number);
            if (number > BLOCKS_MIN
                    && design.past(history).toBegin()
                    && room(history, number - 1, 1) < 1) {
                return new Decide(new Event.BlocksFixed(number - 1, meanNs(history, number - 1)));
            }
            Next next = design.next(history);
            if (!(next instanceof Done)) {
                return next;
            }
        }
        return fixed.isPresent() ? new Done() : new Decide(fit(history));
    }

    private Event.BlocksFixed fit(History history) {
        int more = (int) Math.min(blocks, room(history, 1, LONGER));
        return new Event.BlocksFixed(
                Math.min(blocks, Math.max(BLOCKS_MIN, 1 + more)), meanNs(history, 1));
    }

    /** How many blocks, so many times as long as those that were measured, end in time. */
    private double room(History history, int measured, double longer) {
        double leftNs = budget.minus(BlockTime.elapsed(history)).toNanos();
        return Math.floor(leftNs / (longer * Math.max(1, meanNs(history, measured))));
    }

    private long meanNs(History history, int measured) {
        long ns = 0;
        for (int number = 1; number <= measured; number++) {
            ns += new BlockTime(history, block.apply(number).id()).whole().toNanos();
        }
        return ns / measured;
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }

    /** The first block: the others need as much room. */
    @Override
    public List<DeploymentRequest> deployments(History history) {
        return block.apply(1).deployments(history);
    }
}
