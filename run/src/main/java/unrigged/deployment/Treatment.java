package unrigged.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import unrigged.catalog.Stack;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Settings;
import unrigged.experiment.Timing;
import unrigged.workload.Workload;

/** What is to be measured: a stack under a scenario's settings. */
public record Treatment(Stack stack, CellSettings cellSettings, Settings settings, Timing timing) {
    public Workload workload() {
        return Workload.of(stack);
    }

    /** By the factor's id: every level as it was asked for, numbers without their units. */
    public Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>(cellSettings.levels());
        levels.putAll(settings.levels());
        return levels;
    }
}
