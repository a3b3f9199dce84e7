package unrigged.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import unrigged.table.Table;

/** What each row is about, and which rows were measured under the same conditions. */
final class RowLabels {
    private final List<String> labels;
    private final List<String> conditions;
    private final int[] groups;
    private final List<List<Integer>> members;
    private final boolean distinct;

    private RowLabels(
            List<String> labels,
            boolean distinct,
            List<String> conditions,
            int[] groups,
            int groupCount) {
        this.labels = labels;
        this.distinct = distinct;
        this.conditions = conditions;
        this.groups = groups;
        members = new ArrayList<>();
        for (int group = 0; group < groupCount; group++) {
            members.add(new ArrayList<>());
        }
        for (int row = 0; row < groups.length; row++) {
            members.get(groups[row]).add(row);
        }
    }

    /** As many columns of labels, from the first one on, as tell the rows of a group apart. */
    static RowLabels of(Table table, List<Column> columns) {
        List<Column> byCondition =
                columns.stream()
                        .filter(column ->
                                switch (column.quantity()) {
                                    case CONDITION,
                                            CONNECTIONS,
                                            PIPELINE,
                                            DELAY,
                                            THINK_TIME,
                                            POOL,
                                            OFFERED_RATE ->
                                            true;
                                    default -> false;
                                })
                        .toList();
        List<String> keys = joined(table, byCondition);
        Map<String, Integer> known = new HashMap<>();
        int[] groups = new int[keys.size()];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = known.computeIfAbsent(keys.get(row), _ -> known.size());
        }
        List<Column> named = columns.stream().filter(c -> c.is(Quantity.LABEL)).toList();
        List<String> labels = List.of();
        boolean distinct = named.isEmpty();
        for (int n = 1; n <= named.size() && !distinct; n++) {
            labels = joined(table, named.subList(0, n));
            distinct = distinct(labels, groups);
        }
        if (named.isEmpty()) {
            labels = new ArrayList<>();
            for (int row = 0; row < groups.length; row++) {
                labels.add("row " + (row + 1));
            }
        }
        List<String> conditions =
                joined(table, columns.stream().filter(c -> c.is(Quantity.CONDITION)).toList());
        return new RowLabels(labels, distinct, conditions, groups, known.size());
    }

    private static List<String> joined(Table table, List<Column> columns) {
        if (columns.isEmpty()) {
            return Collections.nCopies(table.rows(), "");
        }
        List<String> all = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            String text = table.text(row, columns.getFirst().index());
            for (Column column : columns.subList(1, columns.size())) {
                String more = table.text(row, column.index());
                text = text.isEmpty() ? more : more.isEmpty() ? text : text + " " + more;
            }
            all.add(text);
        }
        return all;
    }

    private static boolean distinct(List<String> labels, int[] groups) {
        if (new HashSet<>(labels).size() == groups.length) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < groups.length; row++) {
            if (!seen.add(groups[row] + " " + labels.get(row))) {
                return false;
            }
        }
        return true;
    }

    /** Whether no label is twice in a group. */
    boolean distinct() {
        return distinct;
    }

    String label(int row) {
        return labels.get(row);
    }

    /** The number of the row's group, from 0. */
    int group(int row) {
        return groups[row];
    }

    /** The rows of each group, in their order. */
    List<List<Integer>> groups() {
        return members;
    }

    /** What the rows of a group have in common, in words; empty where no column says it. */
    String condition(int row) {
        return conditions.get(row);
    }
}
