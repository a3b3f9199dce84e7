package unrigged.experiment;

/**
 * One trial's place in a run.
 *
 * @param id unique within the run, for example {@code b02-baseline-flask-gunicorn}
 * @param purpose what it is measured for; only those of a block are compared with each other
 * @param block from 1; 0 for trials before the blocks
 * @param position from 1, within the schedule of the blocks; 0 for trials before the blocks
 */
public record TrialSlot(
        String id, Purpose purpose, int block, int position, String scenario, String stack) {
    static TrialSlot beforeBlocks(String id, Purpose purpose, String scenario, String stack) {
        return new TrialSlot(id, purpose, 0, 0, scenario, stack);
    }
}
