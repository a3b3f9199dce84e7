package unrigged.inference;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of a row are made from.
 *
 * @param latencies of all answers of the cell's trials, in µs
 * @param reference the reference stack's cell in the same scenario; null when the run has none
 * @param obstacle why the cell is not compared with it
 * @param slices what a cell of slices has besides
 */
record CellInputs(
        CellTrials cell,
        LatencyCounts latencies,
        @Nullable CellTrials reference,
        Optional<String> obstacle,
        Optional<OfSlices> slices) {

    /**
     * Of a cell of slices.
     *
     * @param family the comparisons that its own is one of
     */
    record OfSlices(SliceCell cell, SliceFamily family) {}
}
