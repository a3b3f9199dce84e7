package unrigged.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import unrigged.claim.Universe.Stand;
import unrigged.experiment.ScenarioSetting;

/**
 * The fewest settings whose change turns a universe that supports the claim into one that refutes
 * it.
 *
 * @param changed in which the two differ
 */
public record Flip(Universe supported, Universe refuted, List<ScenarioSetting> changed) {
    private static final int SHOWN = 5;

    public Flip {
        changed = List.copyOf(changed);
    }

    /** Whether both sides were measured. */
    public boolean measured() {
        return supported.measured() && refuted.measured();
    }

    /**
     * The smallest ones, measured ones first, the clearest first, at most five; empty where nothing
     * reverses it.
     */
    static List<Flip> of(UniverseGrid grid) {
        List<Flip> flips = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (int a = 0; a < grid.size(); a++) {
            for (int b = 0; b < grid.size(); b++) {
                if (grid.universe(a).stand() == Stand.SUPPORTED
                        && grid.universe(b).stand() == Stand.REFUTED) {
                    List<ScenarioSetting> changed = grid.differences(a, b);
                    if (changed.size() < fewest) {
                        flips.clear();
                        fewest = changed.size();
                    }
                    if (changed.size() == fewest) {
                        flips.add(new Flip(grid.universe(a), grid.universe(b), changed));
                    }
                }
            }
        }
        flips.sort(
                Comparator.comparing(Flip::measured)
                        .thenComparingDouble(Flip::clearness)
                        .reversed());
        return List.copyOf(flips.subList(0, Math.min(SHOWN, flips.size())));
    }

    /** How far the nearer of the two is from a tie. */
    private double clearness() {
        return Math.min(supported.advantage(), -refuted.advantage());
    }
}
