package unrigged.experiment;

/**
 * One trial's place in the order of a run.
 *
 * @param id unique within the run, for example {@code b02-baseline-flask-gunicorn}
 * @param block from 1
 * @param position from 1, within the run
 */
public record TrialSlot(String id, int block, int position, String scenario, String stack) {}
