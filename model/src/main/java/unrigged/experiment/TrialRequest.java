package unrigged.experiment;

/**
 * What is to be measured next.
 *
 * @param timing of this trial; a search has shorter ones than a block
 */
public record TrialRequest(TrialSlot slot, CellSettings settings, Timing timing) {}
