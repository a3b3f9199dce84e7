package unrigged.experiment;

import java.util.OptionalLong;

/**
 * One server of the deployment that is up, under load for a short window.
 *
 * @param arrivals seed of an open loop's arrivals, the same for all stacks of a round; empty in a
 *     closed loop
 */
public record SliceRequest(
        TrialSlot slot, CellSettings settings, SliceTiming timing, OptionalLong arrivals) {
    public SliceRequest {
        if (slot.turn().isEmpty()) {
            throw new IllegalArgumentException("a slice has a turn: " + slot);
        }
        if (settings.ratePerSecond().isPresent() != arrivals.isPresent()) {
            throw new IllegalArgumentException(
                    "an open loop has a seed of its arrivals, and no other has: " + slot);
        }
    }

    /** In a closed loop. */
    SliceRequest(TrialSlot slot, CellSettings settings, SliceTiming timing) {
        this(slot, settings, timing, OptionalLong.empty());
    }

    public Turn turn() {
        return slot.turn().orElseThrow();
    }
}
