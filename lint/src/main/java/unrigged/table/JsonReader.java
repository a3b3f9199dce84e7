package unrigged.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import unrigged.program.InvalidInputException;

/**
 * The tables of a JSON document: arrays of objects, arrays of arrays under a header of texts, or,
 * where there is none of these, objects of arrays that are the columns. Scalars beside a table are
 * its remarks; of several tables, those of the objects that it is in.
 */
final class JsonReader {
    private static final int DEPTH_MAX = 64;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    /**
     * In messages of Jackson: names of its options and classes, and places that are said anyway.
     */
    private static final Pattern INTERNALS =
            Pattern.compile(
                    "\\R.*|: enable `.*|, from `[^`]*`| \\(start marker at .*", Pattern.DOTALL);

    /** A table, and where it is. */
    private record Found(JsonPath path, LocatedTable table) {}

    /** An array of scalars: a column, or a remark. */
    private record ScalarArray(JsonPath path, int start, Cells cells, int end) {}

    private record ScalarText(JsonPath path, int start, String text) {}

    private final SourceText source;
    private final JsonParser json;
    private final List<Found> tables = new ArrayList<>();
    private final List<ScalarArray> arrays = new ArrayList<>();
    private final List<ScalarText> scalars = new ArrayList<>();

    /** Members of the document that are objects. */
    private int objects;

    private JsonReader(SourceText source, JsonParser json) {
        this.source = source;
        this.json = json;
    }

    static List<LocatedTable> read(SourceText source) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
            try {
                return new JsonReader(source, json).document();
            } catch (JacksonException e) {
                throw invalid(source, e, json);
            }
        }
    }

    private static InvalidInputException invalid(
            SourceText source, JacksonException problem, JsonParser json) {
        TokenStreamLocation location = problem.getLocation();
        long at =
                location == null
                        ? json.currentLocation().getCharOffset() - 1
                        : location.getCharOffset();
        int offset = Math.clamp(at, 0, source.text().length());
        String why = INTERNALS.matcher(problem.getOriginalMessage()).replaceAll("");
        return problem instanceof StreamConstraintsException
                ? source.error(
                        offset,
                        why,
                        "a document within the limits",
                        "write the table into a file of its own")
                : source.error(
                        offset,
                        "not valid JSON: " + why,
                        "JSON as in RFC 8259",
                        "correct it there; if the file is cut, fetch it again");
    }

    private List<LocatedTable> document() {
        JsonToken first = json.nextToken();
        if (first != null) {
            value(first, JsonPath.DOCUMENT);
        }
        if (json.nextToken() != null) {
            throw source.error(
                    offset(),
                    "a second value after the end of the document",
                    "one JSON value in a file",
                    "put one value on each line into one array, for example with jq -s .");
        }
        List<Found> found = tables.isEmpty() ? ofColumns() : tables;
        if (found.isEmpty()) {
            throw noTable();
        }
        return found.stream()
                .map(table -> table.table().with(remarksBeside(table, found.size() > 1)))
                .toList();
    }

    private void value(JsonToken token, JsonPath path) {
        switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_NULL -> {}
            default -> {
                String text = path.dotted() + ": " + PlainText.stripped(json.getString());
                scalars.add(new ScalarText(path, offset(), text));
            }
        }
    }

    private void object(JsonPath path) {
        objects += JsonPath.DOCUMENT.equals(path.parent()) ? 1 : 0;
        Set<String> keys = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            if (!keys.add(key)) {
                throw JsonRows.duplicate(source, offset(), key);
            }
            source.countCells(1, offset());
            value(json.nextToken(), path.child(key));
        }
    }

    private void array(JsonPath path) {
        int start = offset();
        JsonToken first = json.nextToken();
        switch (first) {
            case END_ARRAY -> {}
            case START_OBJECT -> {
                JsonRows rows = new JsonRows(source, json);
                TableRows table = rows.ofObjects();
                tables.add(new Found(path, new LocatedTable(start, offset(), table, List.of())));
            }
            case START_ARRAY -> {
                JsonRows rows = new JsonRows(source, json);
                @Nullable TableRows table = rows.ofArrays();
                if (table != null) {
                    tables.add(
                            new Found(path, new LocatedTable(start, offset(), table, List.of())));
                }
            }
            default -> scalarArray(path, start, first);
        }
    }

    /** Texts and numbers; with an array or an object among them it is none. */
    private void scalarArray(JsonPath path, int start, JsonToken first) {
        Cells found = new Cells(source, 16);
        boolean mixed = false;
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token.isStructStart()) {
                mixed = true;
                json.skipChildren();
            } else {
                source.countCells(1, offset());
                found.add(scalar(json, token), offset());
            }
        }
        if (!mixed) {
            arrays.add(new ScalarArray(path, start, found.copy(found.size(), 0), offset()));
        }
    }

    static String scalar(JsonParser json, JsonToken token) {
        return token == JsonToken.VALUE_NULL ? "" : PlainText.stripped(json.getString());
    }

    /** The objects whose members are the columns. */
    private List<Found> ofColumns() {
        Map<JsonPath, List<ScalarArray>> byObject = new LinkedHashMap<>();
        for (ScalarArray array : arrays) {
            if (array.path().parent() != null) {
                byObject.computeIfAbsent(array.path().parent(), _ -> new ArrayList<>()).add(array);
            }
        }
        List<Found> found = new ArrayList<>();
        byObject.forEach((object, columns) -> {
            if (columns.size() > 1) {
                found.add(new Found(object, ofColumns(columns)));
            }
        });
        return found;
    }

    private LocatedTable ofColumns(List<ScalarArray> columns) {
        ScalarArray first = columns.getFirst();
        int end = columns.getLast().end();
        for (ScalarArray column : columns) {
            if (column.cells().size() != first.cells().size()) {
                InvalidInputException unequal =
                        source.error(
                                column.start(),
                                "the array %s has %,d values, and %s before it %,d"
                                        .formatted(
                                                SourceText.quoted(column.path().key()),
                                                column.cells().size(),
                                                SourceText.quoted(first.path().key()),
                                                first.cells().size()),
                                "arrays of as many values, one for each column",
                                "take out the array that is no column, or add the values that it lacks");
                return LocatedTable.refused(first.start(), end, unequal);
            }
        }
        TableRows rows =
                new TableRows(
                        source,
                        columns.stream()
                                .map(column ->
                                        source.cell(
                                                PlainText.stripped(column.path().key()),
                                                column.start()))
                                .toList());
        Cells row = new Cells(source, columns.size());
        for (int i = 0; i < first.cells().size(); i++) {
            row.clear();
            for (ScalarArray column : columns) {
                row.add(column.cells(), i);
            }
            rows.add(row, end);
        }
        return new LocatedTable(first.start(), end, rows, List.of());
    }

    private InvalidInputException noTable() {
        return source.error(
                0,
                "no table: neither an array of objects, nor an array of arrays under a header of"
                        + " texts, nor an object of arrays as the columns",
                "for example [{\"framework\": \"actix\", \"rps\": 1000}]",
                objects > 1
                        ? "make one array of the objects, for example with jq"
                                + " 'to_entries | map({name: .key} + .value)'"
                        : "make an array with one object for each row");
    }

    private List<Table.Remark> remarksBeside(Found table, boolean several) {
        List<ScalarText> texts = new ArrayList<>(scalars);
        for (ScalarArray array : arrays) {
            boolean isColumn = tables.isEmpty() && table.path().equals(array.path().parent());
            if (!isColumn) {
                String values =
                        array.cells().all().stream()
                                .map(Cell::text)
                                .collect(Collectors.joining(", "));
                texts.add(
                        new ScalarText(
                                array.path(),
                                array.start(),
                                array.path().dotted() + ": " + values));
            }
        }
        if (several) {
            texts.removeIf(text -> !table.path().within(text.path().parent()));
        }
        texts.sort(Comparator.comparingInt(ScalarText::start));
        return texts.stream()
                .map(text -> new Table.Remark(text.text(), source.line(text.start())))
                .toList();
    }

    private int offset() {
        return offset(json);
    }

    static int offset(JsonParser json) {
        return (int) json.currentTokenLocation().getCharOffset();
    }
}
