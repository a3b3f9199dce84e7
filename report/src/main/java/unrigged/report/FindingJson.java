package unrigged.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.Finding;

/** A finding as JSON; docs/audits.md has its keys. */
public final class FindingJson {
    private FindingJson() {}

    /** One object. */
    public static ObjectNode of(Finding finding) {
        ObjectNode node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rule", finding.rule().id())
                        .put("severity", finding.severity().word())
                        .put("what", finding.what())
                        .put("evidence", finding.evidence());
        ArrayNode values = node.putArray("values");
        for (Finding.Value value : finding.values()) {
            ObjectNode one = values.addObject().put("name", value.name());
            RunResultJson.put(one, "value", value.value());
            one.put("unit", value.unit());
            value.threshold().ifPresent(bound -> RunResultJson.put(one, "threshold", bound));
            value.trial().ifPresent(trial -> one.put("trial", trial));
        }
        return node.put("remedy", finding.remedy());
    }
}
