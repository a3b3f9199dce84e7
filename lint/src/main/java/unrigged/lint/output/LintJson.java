package unrigged.lint.output;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import unrigged.lint.Column;
import unrigged.lint.LintResult;
import unrigged.lint.LintRule;
import unrigged.lint.Quantity;
import unrigged.lint.TableFinding;
import unrigged.lint.UnderstoodFile.PassedOver;
import unrigged.lint.UnderstoodTable;
import unrigged.report.FindingJson;
import unrigged.table.Cell;

/**
 * The findings as one JSON document. Rows are numbered from 1, without the header; {@code line} and
 * {@code column} of a cell are its place in the file.
 */
public final class LintJson {
    private LintJson() {}

    /**
     * Of one table its keys; of several they are in {@code tables}, with all findings beside them.
     *
     * @param passedOver those that are not among the results
     */
    public static ObjectNode of(List<LintResult> results, List<PassedOver> passedOver) {
        ObjectNode node = results.size() == 1 ? table(results.getFirst()) : several(results);
        if (!passedOver.isEmpty()) {
            ArrayNode others = node.putArray("passedOver");
            passedOver.forEach(
                    each -> others.addObject().put("table", each.table()).put("why", each.why()));
        }
        return node;
    }

    private static ObjectNode several(List<LintResult> results) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rows", results.stream().mapToInt(one -> rows(one)).sum());
        ArrayNode findings = node.putArray("findings");
        ArrayNode tables = node.putArray("tables");
        for (LintResult result : results) {
            tables.add(table(result));
            result.findings()
                    .forEach(found ->
                            findings.add(
                                    finding(result, found)
                                            .put("table", result.table().source().name())));
        }
        ArrayNode checked = node.putArray("checked");
        results.stream()
                .flatMap(one -> one.checked().stream())
                .distinct()
                .sorted()
                .map(LintRule::id)
                .forEach(checked::add);
        return node;
    }

    private static int rows(LintResult result) {
        return result.table().source().rows();
    }

    private static ObjectNode table(LintResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("table", result.table().source().name());
        node.put("rows", rows(result));
        node.set("understood", understood(result.table()));
        ArrayNode findings = node.putArray("findings");
        result.findings().forEach(found -> findings.add(finding(result, found)));
        ArrayNode checked = node.putArray("checked");
        result.checked().stream().map(LintRule::id).forEach(checked::add);
        ArrayNode not = node.putArray("notChecked");
        result.notChecked()
                .forEach(one -> not.addObject().put("rule", one.rule().id()).put("why", one.why()));
        ArrayNode missing = node.putArray("missing");
        result.missing().forEach(missing::add);
        return node;
    }

    private static ObjectNode understood(UnderstoodTable table) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = node.putArray("columns");
        for (Column column : table.columns()) {
            ObjectNode one =
                    columns.addObject()
                            .put("column", column.name())
                            .put("quantity", id(column.quantity()));
            column.level().ifPresent(level -> one.put("level", level));
            if (!column.unit().name().isEmpty()) {
                one.put("unit", column.unit().name());
            }
            one.put("from", column.origin().words());
        }
        ArrayNode settings = node.putArray("settings");
        table.settings()
                .values()
                .forEach((quantity, setting) -> {
                    String unit = quantity.unit();
                    ObjectNode one =
                            settings.addObject()
                                    .put("quantity", id(quantity))
                                    .put("value", setting.value());
                    if (!unit.isEmpty()) {
                        one.put("unit", unit);
                    }
                    one.put("from", setting.from());
                });
        table.settings().openLoop().ifPresent(open -> node.put("openLoop", open));
        table.settings().tool().ifPresent(tool -> node.put("tool", tool));
        ArrayNode notes = node.putArray("notes");
        table.notes().forEach(notes::add);
        return node;
    }

    /** Such as {@code latency-mean}. */
    private static String id(Quantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode finding(LintResult result, TableFinding found) {
        UnderstoodTable table = result.table();
        ObjectNode node = FindingJson.of(found.finding());
        ArrayNode rows = node.putArray("rows");
        found.rowNumbers().forEach(rows::add);
        ArrayNode labels = node.putArray("labels");
        found.rowNumbers().forEach(row -> labels.add(table.name(row - 1)));
        ArrayNode columns = node.putArray("columns");
        found.columns().forEach(index -> columns.add(table.columns().get(index).name()));
        ArrayNode cells = node.putArray("cells");
        for (TableFinding.Mark mark : found.marks()) {
            Cell cell = table.source().cell(mark.row(), mark.column());
            cells.addObject()
                    .put("row", mark.row() + 1)
                    .put("columnName", table.columns().get(mark.column()).name())
                    .put("line", cell.line())
                    .put("column", cell.column())
                    .put("text", cell.text())
                    .put("says", mark.says());
        }
        return node;
    }
}
