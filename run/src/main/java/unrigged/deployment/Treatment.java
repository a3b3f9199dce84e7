package unrigged.deployment;

import unrigged.catalog.Stack;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Settings;
import unrigged.experiment.Timing;

/** What is to be measured: a stack under a scenario's settings. */
public record Treatment(Stack stack, CellSettings cellSettings, Settings settings, Timing timing) {}
