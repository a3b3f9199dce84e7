package unrigged.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import unrigged.metric.MachineUsage;

/**
 * Whether a round was disturbed: the hypervisor or other programs took more than {@link #SHARE} of
 * the CPU time in its windows. Asks nothing of what was measured, so that a repetition does not
 * depend on a throughput. At most a tenth of a plan's rounds is repeated: where all of them are
 * disturbed, that is how the machine is.
 */
public final class Disturbance {
    /** Of the windows' CPU time; several ticks of the kernel's clock in each of them. */
    public static final double SHARE = 0.08;

    private static final double REPEATED_MAX = 0.1;

    private Disturbance() {}

    /** Steal and other programs as a share of the CPU time in all these windows. */
    public static double share(List<Event.TrialMeasured> slices) {
        long taken = 0;
        long capacity = 0;
        for (Event.TrialMeasured slice : slices) {
            MachineUsage machine = slice.machine();
            taken += machine.stealNs() + Math.max(0, machine.interferenceNs().orElse(0));
            capacity += machine.capacityNs();
        }
        return capacity == 0 ? 0 : (double) taken / capacity;
    }

    static boolean repeatBegun(DeploymentHistory past, String scenario, int round) {
        return past.ends().stream().anyMatch(end -> isOf(end, scenario, round, 1));
    }

    /**
     * @param planned rounds of the whole plan
     */
    static boolean mustRepeat(
            History history, DeploymentHistory past, String scenario, int round, int planned) {
        List<Event.TrialMeasured> slices =
                past.measured().stream().filter(end -> isOf(end, scenario, round, 0)).toList();
        return share(slices) > SHARE && repeated(history) + 1 <= REPEATED_MAX * planned;
    }

    private static boolean isOf(Event.Observation end, String scenario, int round, int repeat) {
        Turn turn = end.slot().turn().orElseThrow();
        return end.slot().scenario().equals(scenario)
                && turn.round() == round
                && turn.repeat() == repeat;
    }

    private static int repeated(History history) {
        Set<String> rounds = new HashSet<>();
        for (Event.Observation end : history.all(Event.Observation.class)) {
            end.slot()
                    .turn()
                    .filter(turn -> turn.repeat() > 0)
                    .ifPresent(turn ->
                            rounds.add(
                                    turn.deployment()
                                            + turn.attempt()
                                            + end.slot().scenario()
                                            + turn.round()));
        }
        return rounds.size();
    }
}
