package unrigged.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import unrigged.program.InvalidInputException;

/** The rows of one array: objects, whose members are the cells, or arrays under a header. */
final class JsonRows {
    /**
     * @param cells by column; those of columns that are found later are not there
     * @param end where the object ends
     */
    private record Row(Cells cells, int end) {}

    private final SourceText source;
    private final JsonParser json;
    private final List<Cell> header = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Cells row;

    /**
     * @param json within the array, at the begin of its first element
     */
    JsonRows(SourceText source, JsonParser json) {
        this.source = source;
        this.json = json;
        this.row = new Cells(source, 16);
    }

    TableRows ofObjects() {
        int begin = JsonReader.offset(json);
        List<Row> rows = new ArrayList<>();
        JsonToken token = JsonToken.START_OBJECT;
        while (token != JsonToken.END_ARRAY) {
            if (token != JsonToken.START_OBJECT) {
                throw unlikeTheOthers("an object");
            }
            row.clear();
            members("");
            int end = JsonReader.offset(json);
            rows.add(new Row(row.copy(row.size(), end), end));
            if ((long) rows.size() * Math.max(1, header.size()) > SourceText.CELLS_MAX) {
                throw source.tooManyCells(JsonReader.offset(json));
            }
            token = json.nextToken();
        }
        if (header.isEmpty()) {
            throw source.error(
                    begin,
                    "no table: the objects of the array are empty",
                    "a member for each column",
                    "give the file with the measurements in it");
        }
        TableRows table = new TableRows(source, header);
        rows.forEach(each -> table.add(each.cells(), each.end()));
        return table;
    }

    private void members(String prefix) {
        Set<String> objects = Set.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix.isEmpty() ? json.currentName() : prefix + json.currentName();
            int column = column(name);
            boolean known = column < names.size();
            boolean taken = known && has(column);
            // Asked for only where it may be needed: it is an object each time.
            int key = known && !taken && objects.isEmpty() ? 0 : JsonReader.offset(json);
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT) {
                objects = objects.isEmpty() ? new HashSet<>() : objects;
                if (!objects.add(name) || taken) {
                    throw duplicate(source, key, name);
                }
                members(name + ".");
            } else if (value == JsonToken.START_ARRAY) {
                throw arrayInRow(name);
            } else if (taken || objects.contains(name)) {
                throw duplicate(source, key, name);
            } else {
                if (!known) {
                    addColumn(name, key);
                }
                put(column, value);
            }
        }
    }

    /** Mostly the one after the last one; that of a name which is not known is after the others. */
    private int column(String name) {
        int next = row.size();
        if (next < names.size() && names.get(next).equals(name)) {
            return next;
        }
        return columns.getOrDefault(name, names.size());
    }

    private boolean has(int column) {
        return row.has(column);
    }

    private void addColumn(String name, int key) {
        columns.put(name, names.size());
        names.add(name);
        header.add(source.cell(PlainText.stripped(name), key));
        if (header.size() > TableRows.COLUMNS_MAX) {
            throw TableRows.tooManyColumns(source, header);
        }
    }

    private void put(int column, JsonToken value) {
        row.set(column, JsonReader.scalar(json, value), JsonReader.offset(json));
    }

    /** Null when the first array is no header: it has something else than texts. */
    @Nullable TableRows ofArrays() {
        boolean texts = true;
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                header.add(source.cell(JsonReader.scalar(json, token), JsonReader.offset(json)));
                if (header.size() > TableRows.COLUMNS_MAX) {
                    throw TableRows.tooManyColumns(source, header);
                }
            } else {
                texts = false;
                json.skipChildren();
            }
        }
        if (!texts || header.isEmpty()) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
            }
            return null;
        }
        TableRows table = new TableRows(source, header);
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (token != JsonToken.START_ARRAY) {
                throw unlikeTheOthers("an array");
            }
            row.clear();
            for (JsonToken each = json.nextToken();
                    each != JsonToken.END_ARRAY && row.size() <= header.size();
                    each = json.nextToken()) {
                if (each.isStructStart()) {
                    throw source.error(
                            JsonReader.offset(json),
                            "an array or an object in a row",
                            "texts and numbers",
                            "take it out of the rows");
                }
                row.add(JsonReader.scalar(json, each), JsonReader.offset(json));
            }
            table.add(row, JsonReader.offset(json));
        }
        return table;
    }

    private InvalidInputException unlikeTheOthers(String others) {
        return source.error(
                JsonReader.offset(json),
                "a row that is not like the first one",
                others + ", as the first row is",
                "take it out of the array, or write it like the others");
    }

    private InvalidInputException arrayInRow(String name) {
        String remedy = "take it out of the rows, or put one number in its place";
        return source.error(
                JsonReader.offset(json),
                "an array in a row, at " + SourceText.quoted(name),
                "texts, numbers and objects of these",
                name.matches("[A-Za-z_]\\w*")
                        ? remedy + ": for example with jq 'del(.. | .%s?)'".formatted(name)
                        : remedy);
    }

    static InvalidInputException duplicate(SourceText source, int at, String name) {
        return source.error(
                at,
                SourceText.quoted(name) + " is twice in one object",
                "every name once",
                "rename one of the two, or take it out");
    }
}
