package unrigged.experiment;

import java.time.Duration;
import java.util.Optional;

/**
 * A run whose length depends on what it finds: after each block, stacks that the question no longer
 * needs rest, until it is decided. The plan's number of blocks is the most.
 *
 * @param budget of the measuring, set-up left out: no block begins that would not end within it
 */
public record Race(Question question, Optional<Duration> budget) {
    /** Unless the plan or the command line says otherwise. */
    static final int BLOCKS_MAX = 40;

    public static final Duration BUDGET_MIN = Duration.ofSeconds(10);
    public static final Duration BUDGET_MAX = Duration.ofDays(7);
}
