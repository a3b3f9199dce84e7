package unrigged.journal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of version 2 as version 3 has them. Version 2 had user and system time of each tier
 * apart; it has trials, each with processes of its own, and no slices.
 */
final class VersionTwo {
    private VersionTwo() {}

    /** Changes {@code record} in place. */
    static void upgrade(ObjectNode record) {
        for (JsonNode tier : record.path("tiers")) {
            if (tier instanceof ObjectNode usage) {
                long user = usage.path("cpuUserNs").asLong(0);
                long system = usage.path("cpuSystemNs").asLong(0);
                usage.put("cpuNs", user + system);
                usage.remove("cpuUserNs");
                usage.remove("cpuSystemNs");
            }
        }
    }
}
