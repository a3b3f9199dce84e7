package unrigged.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.TrialMeasured;

/**
 * What is known of a cell of slices beside them.
 *
 * @param windows how many slices were measured; stays when they are added up
 * @param lost servers without a value in a block: they did not start, or failed in it
 * @param notStarted servers that did not start, with the reason
 * @param endedElsewhere servers that ended under another scenario's load, with the reason
 * @param unsteady servers whose warm-up ended before they were steady, by deployment
 * @param replaced slices of disturbed rounds that were measured again
 */
record SliceFacts(
        int windows,
        Set<LostServer> lost,
        Map<String, String> notStarted,
        Map<String, String> endedElsewhere,
        List<String> unsteady,
        List<TrialMeasured> replaced,
        Look look) {
    SliceFacts {
        lost = Set.copyOf(lost);
        notStarted = inOrder(notStarted);
        endedElsewhere = inOrder(endedElsewhere);
        unsteady = List.copyOf(unsteady);
        replaced = List.copyOf(replaced);
    }

    /**
     * A server in a block; the block goes on with the stack's other one, if there is one.
     *
     * @param server its name in the deployment
     */
    record LostServer(int block, String server) {
        static LostServer of(Observation slice) {
            return new LostServer(slice.slot().block(), slice.slot().turn().orElseThrow().server());
        }
    }

    /** Whether its server was lost in its block: then it has no part in the block's value. */
    boolean isLost(TrialMeasured slice) {
        return !lost.isEmpty() && lost.contains(LostServer.of(slice));
    }

    private static Map<String, String> inOrder(Map<String, String> whys) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(whys));
    }
}
