package unrigged.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import unrigged.config.ConfigNode;
import unrigged.config.Suggestion;
import unrigged.config.Yaml;

/**
 * {@code stacks.yaml} and the files added to it → {@link Catalog}: servers, applications and
 * environments are described once, a row joins them. A later file may refer to what an earlier one
 * defines.
 */
final class CatalogFiles {
    /** Something that a row refers to, and the file that it is in. */
    record Definition(ConfigNode node, DefinitionSource source) {}

    /**
     * A catalogue file.
     *
     * @param directory where its relative paths start
     * @param builtIn whether it is the first one: its programs come with it
     */
    record DefinitionSource(Path directory, boolean builtIn) {}

    /** Names of one kind; each may be given once in all files together. */
    static final class Names<T> {
        private final String kind;
        private final Map<String, T> values = new LinkedHashMap<>();
        private final Map<String, String> places = new LinkedHashMap<>();

        Names(String kind) {
            this.kind = kind;
        }

        void add(String name, ConfigNode node, T value) {
            String other = places.putIfAbsent(name, node.place());
            if (other != null) {
                throw node.error(
                        "there is %s '%s' already (%s); choose another name"
                                .formatted(withArticle(), name, other));
            }
            values.put(name, value);
        }

        /** What {@code reference} names. */
        T referenced(ConfigNode reference) {
            T found = values.get(reference.text());
            if (found == null) {
                throw reference.error(
                        "unknown "
                                + kind
                                + " '"
                                + reference.text()
                                + "'"
                                + Suggestion.among(values.keySet(), reference.text()));
            }
            return found;
        }

        private String withArticle() {
            return (kind.matches("[aeiou].*") ? "an " : "a ") + kind;
        }
    }

    private final Names<Environment> environments = new Names<>("environment");
    private final Names<Definition> servers = new Names<>("server");
    private final Names<Definition> applications = new Names<>("application");
    private final Names<Stack> stacks = new Names<>("stack");

    private CatalogFiles() {}

    static Catalog read(Path builtIn, List<Path> custom) {
        CatalogFiles files = new CatalogFiles();
        files.add(absolute(builtIn), true);
        List<Catalog.Addition> additions = new ArrayList<>();
        for (Path file :
                new LinkedHashSet<>(custom.stream().map(CatalogFiles::absolute).toList())) {
            List<String> added = files.add(file, false);
            additions.add(new Catalog.Addition(file, Catalog.sha256(file), added));
        }
        return new Catalog(absolute(builtIn).resolveSibling(""), files.stacks.values, additions);
    }

    static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Takes one file in and returns the ids of its stacks. */
    private List<String> add(Path file, boolean builtIn) {
        Path directory = file.resolveSibling("");
        DefinitionSource source = new DefinitionSource(directory, builtIn);
        ConfigNode root = Yaml.read(file);
        root.allowOnly("environments", "servers", "applications", "stacks");
        root.get("environments")
                .members()
                .forEach((name, node) ->
                        environments.add(name, node, EnvironmentEntry.read(name, node, directory)));
        define(root.get("servers"), servers, source);
        define(root.get("applications"), applications, source);
        Map<String, ConfigNode> rows = root.get("stacks").members();
        if (rows.isEmpty()) {
            throw root.error("expected at least one entry under 'stacks'");
        }
        StackEntry entry = new StackEntry(source, environments, servers, applications);
        rows.forEach((id, node) -> stacks.add(id, node, entry.read(id, node)));
        return List.copyOf(rows.keySet());
    }

    private static void define(
            ConfigNode section, Names<Definition> names, DefinitionSource source) {
        section.members()
                .forEach((name, node) -> names.add(name, node, new Definition(node, source)));
    }
}
