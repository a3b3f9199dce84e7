package unrigged.experiment;

import java.util.Optional;

/**
 * One trial's or slice's place in a run.
 *
 * @param id unique within the run, for example {@code b02-baseline-flask-gunicorn}
 * @param purpose what it is measured for; only those of a block are compared with each other
 * @param block from 1; 0 for trials before the blocks
 * @param position from 1, within the schedule of the blocks; 0 for trials before the blocks
 * @param turn of a slice; empty of a trial, which has processes of its own
 */
public record TrialSlot(
        String id,
        Purpose purpose,
        int block,
        int position,
        String scenario,
        String stack,
        Optional<Turn> turn) {
    /** A trial's. */
    public TrialSlot(
            String id, Purpose purpose, int block, int position, String scenario, String stack) {
        this(id, purpose, block, position, scenario, stack, Optional.empty());
    }

    static TrialSlot beforeBlocks(String id, Purpose purpose, String scenario, String stack) {
        return new TrialSlot(id, purpose, 0, 0, scenario, stack);
    }
}
