package unrigged.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import unrigged.program.InvalidInputException;

/**
 * One value of a YAML document together with its place. Every accessor either returns a checked
 * value or throws {@link InvalidInputException} naming {@code file:line:column}, what is there and
 * what was expected.
 */
public final class ConfigNode {
    private final String file;
    private final String path;
    private final @Nullable Node node;
    private final @Nullable ConfigNode parent;

    ConfigNode(String file, String path, @Nullable Node node, @Nullable ConfigNode parent) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.parent = parent;
    }

    public boolean isPresent() {
        return node != null;
    }

    /** Whether keys with values are here. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /**
     * The member {@code key} of a mapping; absent members are returned as nodes that are not
     * present.
     */
    public ConfigNode get(String key) {
        for (NodeTuple tuple : tuples()) {
            if (keyOf(tuple).equals(key)) {
                return new ConfigNode(file, child(key), tuple.getValueNode(), this);
            }
        }
        return new ConfigNode(file, child(key), null, this);
    }

    /** The members of a mapping in their order; none when it is absent. */
    public Map<String, ConfigNode> members() {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples()) {
            String key = keyOf(tuple);
            if (members.put(key, new ConfigNode(file, child(key), tuple.getValueNode(), this))
                    != null) {
                throw at(tuple).error("the key '" + key + "' is given twice; keep one of the two");
            }
        }
        return members;
    }

    /** Refuses keys that are not in {@code known}, suggesting the nearest one. */
    public ConfigNode allowOnly(String... known) {
        Set<String> names = new LinkedHashSet<>(List.of(known));
        for (String key : members().keySet()) {
            if (!names.contains(key)) {
                throw at(tupleOf(key))
                        .error("unknown key '" + key + "'" + Suggestion.among(names, key));
            }
        }
        return this;
    }

    public List<ConfigNode> items() {
        return switch (node) {
            case null -> List.of();
            case SequenceNode sequence -> {
                List<ConfigNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(new ConfigNode(file, path + "[" + items.size() + "]", item, this));
                }
                yield items;
            }
            default -> throw error("expected a list, for example [a, b], but found " + describe());
        };
    }

    public String text() {
        if (node == null) {
            throw missing();
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw error("expected a text but found " + describe());
    }

    public Optional<String> optionalText() {
        return isPresent() ? Optional.of(text()) : Optional.empty();
    }

    public List<String> texts() {
        return items().stream().map(ConfigNode::text).toList();
    }

    /** A whole number within [{@code min}, {@code max}]. */
    public int integer(int min, int max) {
        try {
            int value = Integer.parseInt(text());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // falls through to the one message that states the bounds
        }
        throw error(
                "expected a whole number from %d to %d but found '%s'".formatted(min, max, text()));
    }

    public long wholeNumber() {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException _) {
            throw error("expected a whole number but found '" + text() + "'");
        }
    }

    public boolean bool() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("expected true or false but found '" + text() + "'");
        };
    }

    /** A duration with its unit, for example {@code 20ms}, within the bounds. */
    public Duration duration(Duration min, Duration max) {
        Duration value =
                parsed(Durations::parse, "a duration with its unit, for example 500ms, 4s or 2m");
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw error(
                    "expected a duration from %s to %s but found '%s'"
                            .formatted(Durations.format(min), Durations.format(max), text()));
        }
        return value;
    }

    /** One of {@code values}, by the name that {@code nameOf} gives it. */
    public <E> E oneOf(E[] values, Function<E, String> nameOf) {
        Set<String> names = new LinkedHashSet<>();
        for (E value : values) {
            if (nameOf.apply(value).equals(text())) {
                return value;
            }
            names.add(nameOf.apply(value));
        }
        throw error(
                "expected one of "
                        + String.join(", ", names)
                        + " but found '"
                        + text()
                        + "'"
                        + Suggestion.among(names, text()));
    }

    /**
     * The text as {@code parser} understands it; an {@link IllegalArgumentException} becomes an
     * error at this place.
     */
    public <T> T parsed(Function<String, T> parser, String expected) {
        String text = text();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    place()
                            + ": "
                            + path
                            + ": expected "
                            + expected
                            + " but found '"
                            + text
                            + "'"
                            + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"),
                    e);
        }
    }

    /** The complaint {@code problem} at this place; for the caller to throw. */
    public InvalidInputException error(String problem) {
        return new InvalidInputException(where() + problem);
    }

    /** The same with what was expected and the remedy. */
    public InvalidInputException error(String problem, String expected, String hint) {
        return new InvalidInputException(where() + problem, expected, hint);
    }

    /** What a message about this value begins with. */
    public String where() {
        return place() + ": " + (path.isEmpty() ? "" : path + ": ");
    }

    /**
     * {@code file:line:column} of this value, or of the nearest enclosing one that is in the file.
     */
    public String place() {
        if (node == null) {
            return parent == null ? file : parent.place();
        }
        Optional<Mark> mark = node.getStartMark();
        return mark.map(m -> file + ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                .orElse(file);
    }

    private InvalidInputException missing() {
        String key = path.substring(path.lastIndexOf('.') + 1);
        return new InvalidInputException(
                place()
                        + ": '"
                        + key
                        + "' is missing"
                        + (parent == null || parent.path.isEmpty() ? "" : " in " + parent.path));
    }

    private List<NodeTuple> tuples() {
        return switch (node) {
            case null -> List.of();
            case MappingNode mapping -> mapping.getValue();
            default -> throw error("expected keys with values but found " + describe());
        };
    }

    private String keyOf(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error("expected plain text as a key");
    }

    /** The key of a member, as a place for a complaint. */
    private ConfigNode at(NodeTuple tuple) {
        return new ConfigNode(file, child(keyOf(tuple)), tuple.getKeyNode(), this);
    }

    private NodeTuple tupleOf(String key) {
        return tuples().stream()
                .filter(tuple -> keyOf(tuple).equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String describe() {
        return switch (node) {
            case null -> "nothing";
            case ScalarNode scalar ->
                    scalar.getValue().isEmpty() ? "nothing" : "'" + scalar.getValue() + "'";
            case MappingNode mapping ->
                    "keys ("
                            + mapping.getValue().stream()
                                    .map(this::keyOf)
                                    .collect(Collectors.joining(", "))
                            + ")";
            default -> "a list";
        };
    }
}
