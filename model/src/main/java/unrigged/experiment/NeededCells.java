package unrigged.experiment;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The cells that a block measures: all of the plan's, or those that a race still needs. */
final class NeededCells {
    static final NeededCells ALL = new NeededCells(Map.of());

    /** By scenario; empty for all. */
    private final Map<String, Set<String>> stacks;

    private NeededCells(Map<String, Set<String>> stacks) {
        this.stacks = stacks;
    }

    static NeededCells of(Event.Looked look) {
        Map<String, Set<String>> stacks = new TreeMap<>();
        look.needed().forEach((scenario, of) -> stacks.put(scenario, new HashSet<>(of)));
        return new NeededCells(stacks);
    }

    boolean contains(String scenario, String stack) {
        return stacks.isEmpty() || stacks.getOrDefault(scenario, Set.of()).contains(stack);
    }

    /** How many times as many scenarios these are; 1 where either is all of the plan's. */
    double scenariosOver(NeededCells other) {
        return stacks.isEmpty() || other.stacks.isEmpty()
                ? 1
                : (double) stacks.size() / other.stacks.size();
    }

    boolean stack(String stack) {
        return stacks.isEmpty() || stacks.values().stream().anyMatch(of -> of.contains(stack));
    }
}
