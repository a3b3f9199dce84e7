package unrigged.catalog;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import unrigged.config.Suggestion;

/**
 * Every stack that can be measured, in the order of the file.
 *
 * @param directory where the catalogue's file stands; relative paths in it start there
 */
public record Catalog(Path directory, Map<String, Stack> stacks) {
    public Catalog {
        stacks = Collections.unmodifiableMap(new LinkedHashMap<>(stacks));
    }

    /**
     * Reads {@code stacks.yaml}; throws {@link unrigged.config.InvalidInput} naming file, line and
     * column.
     */
    public static Catalog read(Path file) {
        return CatalogFile.read(file);
    }

    public Optional<Stack> find(String id) {
        return Optional.ofNullable(stacks.get(id));
    }

    /** The end of a message about the unknown stack {@code id}. */
    public String suggestion(String id) {
        return Suggestion.among(stacks.keySet(), id);
    }
}
