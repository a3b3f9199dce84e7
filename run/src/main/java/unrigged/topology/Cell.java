package unrigged.topology;

import unrigged.catalog.Stack;
import unrigged.plan.CellSettings;
import unrigged.plan.Settings;
import unrigged.plan.Timing;

/** What is to be measured: a stack under a scenario's settings. */
public record Cell(Stack stack, CellSettings cell, Settings settings, Timing timing) {}
