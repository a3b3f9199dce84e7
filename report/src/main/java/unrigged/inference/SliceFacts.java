package unrigged.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import unrigged.experiment.Event.TrialMeasured;

/**
 * What is known of a cell of slices beside them.
 *
 * @param windows how many slices were measured; stays when they are added up
 * @param lost blocks in which a server of it did not start or failed: it has no value there
 * @param gone servers that did not start, or ended under another scenario's load, with the reason
 * @param unsteady servers whose warm-up ended before they were steady, by deployment
 * @param replaced slices of disturbed rounds that were measured again
 */
record SliceFacts(
        int windows,
        Set<Integer> lost,
        Map<String, String> gone,
        List<String> unsteady,
        List<TrialMeasured> replaced,
        Look look) {
    SliceFacts {
        lost = Set.copyOf(lost);
        unsteady = List.copyOf(unsteady);
        replaced = List.copyOf(replaced);
    }
}
