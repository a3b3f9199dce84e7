package unrigged.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Randomised complete blocks: in each block every scenario comes once, in random order, and within
 * it every stack once, in random order. Stacks that are compared thus run close together, and drift
 * of the machine falls on all alike (Abedi and Brecht, ICPE 2017). A pure function of the plan and
 * its seed.
 */
public final class Schedule {
    private Schedule() {}

    public static List<TrialSlot> of(
            List<String> scenarios, List<String> stacks, int blocks, long seed) {
        Random random = new Random(seed);
        List<TrialSlot> slots = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            for (String scenario : shuffled(scenarios, random)) {
                for (String stack : shuffled(stacks, random)) {
                    String id = "b%02d-%s-%s".formatted(block, scenario, stack);
                    slots.add(
                            new TrialSlot(
                                    id, Purpose.BLOCK, block, slots.size() + 1, scenario, stack));
                }
            }
        }
        return List.copyOf(slots);
    }

    private static List<String> shuffled(List<String> names, Random random) {
        List<String> copy = new ArrayList<>(names);
        Collections.shuffle(copy, random);
        return copy;
    }
}
