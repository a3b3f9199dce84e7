package unrigged.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.catalog.Environment;

/**
 * What is there and what is not, in the order it was asked for.
 *
 * @param parts one entry for every part of the {@link Need}
 */
public record Inventory(List<Part> parts) {
    public Inventory {
        parts = List.copyOf(parts);
    }

    /** Whether every part is ready. */
    public boolean complete() {
        return parts.stream().allMatch(Part.Ready.class::isInstance);
    }

    /** Whether {@link Setup#provision} would download or build something. */
    public boolean pending() {
        return parts.stream().anyMatch(Part.Pending.class::isInstance);
    }

    /** The parts that cannot be had. */
    public List<Part.Missing> missing() {
        return parts.stream()
                .filter(Part.Missing.class::isInstance)
                .map(Part.Missing.class::cast)
                .toList();
    }

    /** The entry called {@code name}. */
    public Optional<Part> find(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** The entry of an environment; empty when it was not asked for. */
    public Optional<Part> find(Environment environment) {
        return find(nameOf(environment));
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Part.Program postgresql() {
        return ready(Tool.POSTGRESQL.title(), Part.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Part.Program pgbouncer() {
        return ready(Tool.PGBOUNCER.title(), Part.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Part.Program nginx() {
        return ready(Tool.NGINX.title(), Part.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Part.PythonReady environment(Environment.Python environment) {
        return ready(nameOf(environment), Part.PythonReady.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Part.MavenReady environment(Environment.Maven environment) {
        return ready(nameOf(environment), Part.MavenReady.class);
    }

    private <T extends Part.Ready> T ready(String name, Class<T> kind) {
        Part part =
                find(name)
                        .orElseThrow(() -> new IllegalStateException(name + " was not asked for"));
        if (!kind.isInstance(part)) {
            throw new IllegalStateException("not ready: " + part);
        }
        return kind.cast(part);
    }

    static String nameOf(Environment environment) {
        return switch (environment) {
            case Environment.Python python -> "python environment " + python.name();
            case Environment.Maven maven -> "maven environment " + maven.name();
            case Environment.Node node -> "node environment " + node.name();
            case Environment.Go go -> "go environment " + go.name();
            case Environment.Programs programs -> "programs of " + programs.name();
        };
    }

    /** A plain table: part, version, where it came from; or what is missing, why and the remedy. */
    public String account() {
        int nameWidth = width("part", parts.stream().map(Part::name).toList());
        int versionWidth = width("version", parts.stream().map(Inventory::state).toList());
        List<String> lines = new ArrayList<>();
        lines.add(line("part", nameWidth, "version", versionWidth, "where it came from"));
        String indent = " ".repeat(nameWidth + versionWidth + 4);
        for (Part part : parts) {
            List<String> texts =
                    switch (part) {
                        case Part.Ready ready -> List.of(ready.origin());
                        case Part.Pending pending -> List.of("would come from " + pending.plan());
                        case Part.Missing missing -> {
                            List<String> both = new ArrayList<>(missing.why().lines().toList());
                            both.add("to fix: " + missing.fix());
                            yield both;
                        }
                    };
            lines.add(line(part.name(), nameWidth, state(part), versionWidth, texts.getFirst()));
            texts.stream().skip(1).forEach(text -> lines.add(indent + text));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** The same for machines: one map per part, values are strings. */
    public List<Map<String, String>> rows() {
        return parts.stream().map(Inventory::row).toList();
    }

    private static Map<String, String> row(Part part) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("part", part.name());
        switch (part) {
            case Part.Ready ready -> {
                row.put("state", "ready");
                row.put("version", ready.version());
                row.put("origin", ready.origin());
                row.put("location", ready.location().toString());
            }
            case Part.Pending pending -> {
                row.put("state", "pending");
                row.put("plan", pending.plan());
            }
            case Part.Missing missing -> {
                row.put("state", "missing");
                row.put("why", missing.why());
                row.put("fix", missing.fix());
            }
        }
        return row;
    }

    private static String state(Part part) {
        return switch (part) {
            case Part.Ready ready -> ready.version();
            case Part.Pending _ -> "not yet";
            case Part.Missing _ -> "missing";
        };
    }

    private static int width(String title, List<String> values) {
        return Math.max(title.length(), values.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String line(String a, int aWidth, String b, int bWidth, String c) {
        return a
                + " ".repeat(aWidth - a.length() + 2)
                + b
                + " ".repeat(bWidth - b.length() + 2)
                + c;
    }
}
