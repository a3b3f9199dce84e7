package unrigged.journal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.Purpose;

/**
 * Records of version 1 as version 2 has them. Version 1 recorded the trials of blocks alone; of a
 * calibration it has the result, of a search for workers the throughputs.
 */
final class VersionOne {
    private VersionOne() {}

    /** Changes {@code record} in place. */
    static void upgrade(ObjectNode record) {
        if (record.get("slot") instanceof ObjectNode slot) {
            slot.put("purpose", Purpose.BLOCK.id());
        }
        if (record.get("machine") instanceof ObjectNode machine) {
            rename(machine, "foreignNs", "interferenceNs");
            rename(machine, "labNs", "controllerNs");
        }
        switch (record.path("event").asString("")) {
            case "run-started" -> rename(record, "baseline", "referenceStack");
            case "workers-tuned" -> rename(record, "most", "max");
            case "run-stopped" -> rename(record, "labCpuNs", "controllerCpuNs");
            default -> {
                // The others have the names that they had.
            }
        }
    }

    private static void rename(ObjectNode record, String from, String to) {
        JsonNode value = record.remove(from);
        if (value != null) {
            record.set(to, value);
        }
    }
}
