package unrigged.experiment;

/** One server of the deployment that is up, under load for a short window. */
public record SliceRequest(TrialSlot slot, CellSettings settings, SliceTiming timing) {
    public SliceRequest {
        if (slot.turn().isEmpty()) {
            throw new IllegalArgumentException("a slice has a turn: " + slot);
        }
    }

    public Turn turn() {
        return slot.turn().orElseThrow();
    }
}
