package unrigged.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.catalog.Environment;
import unrigged.program.ErrorText;

/**
 * What is there and what is not, in the order it was asked for.
 *
 * @param components one entry for every part of the {@link Need}
 */
public record Inventory(List<Component> components) {
    public Inventory {
        components = List.copyOf(components);
    }

    /** Whether every part is ready. */
    public boolean complete() {
        return components.stream().allMatch(Component.Ready.class::isInstance);
    }

    /** Whether {@link Setup#provision} would download or build something. */
    public boolean pending() {
        return components.stream().anyMatch(Component.Pending.class::isInstance);
    }

    /** The parts that cannot be had. */
    public List<Component.Missing> missing() {
        return components.stream()
                .filter(Component.Missing.class::isInstance)
                .map(Component.Missing.class::cast)
                .toList();
    }

    /** The entry called {@code name}. */
    public Optional<Component> find(String name) {
        return components.stream().filter(component -> component.name().equals(name)).findFirst();
    }

    /** The entry of an environment; empty when it was not asked for. */
    public Optional<Component> find(Environment environment) {
        return find(nameOf(environment));
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Component.Program postgresql() {
        return ready(Tool.POSTGRESQL.title(), Component.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Component.Program pgbouncer() {
        return ready(Tool.PGBOUNCER.title(), Component.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Component.Program nginx() {
        return ready(Tool.NGINX.title(), Component.Program.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Component.PythonReady environment(Environment.Python environment) {
        return ready(nameOf(environment), Component.PythonReady.class);
    }

    /** Throws {@link IllegalStateException} unless ready. */
    public Component.MavenReady environment(Environment.Maven environment) {
        return ready(nameOf(environment), Component.MavenReady.class);
    }

    private <T extends Component.Ready> T ready(String name, Class<T> kind) {
        Component component =
                find(name)
                        .orElseThrow(() -> new IllegalStateException(name + " was not asked for"));
        if (!kind.isInstance(component)) {
            throw new IllegalStateException("not ready: " + component);
        }
        return kind.cast(component);
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
        int nameWidth = width("part", components.stream().map(Component::name).toList());
        int versionWidth = width("version", components.stream().map(Inventory::state).toList());
        List<String> lines = new ArrayList<>();
        lines.add(line("part", nameWidth, "version", versionWidth, "where it came from"));
        String indent = " ".repeat(nameWidth + versionWidth + 4);
        for (Component component : components) {
            List<String> texts =
                    switch (component) {
                        case Component.Ready ready -> List.of(ready.origin());
                        case Component.Pending pending ->
                                List.of("would come from " + pending.plan());
                        case Component.Missing missing -> {
                            List<String> both = new ArrayList<>(missing.why().lines().toList());
                            both.add(ErrorText.remedy(missing.fix()));
                            yield both;
                        }
                    };
            lines.add(
                    line(
                            component.name(),
                            nameWidth,
                            state(component),
                            versionWidth,
                            texts.getFirst()));
            texts.stream().skip(1).forEach(text -> lines.add(indent + text));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** The same for machines: one map per part, values are strings. */
    public List<Map<String, String>> rows() {
        return components.stream().map(Inventory::row).toList();
    }

    private static Map<String, String> row(Component component) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("part", component.name());
        switch (component) {
            case Component.Ready ready -> {
                row.put("state", "ready");
                row.put("version", ready.version());
                row.put("origin", ready.origin());
                row.put("location", ready.location().toString());
            }
            case Component.Pending pending -> {
                row.put("state", "pending");
                row.put("plan", pending.plan());
            }
            case Component.Missing missing -> {
                row.put("state", "missing");
                row.put("why", missing.why());
                row.put("fix", missing.fix());
            }
        }
        return row;
    }

    private static String state(Component component) {
        return switch (component) {
            case Component.Ready ready -> ready.version();
            case Component.Pending _ -> "not yet";
            case Component.Missing _ -> "missing";
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
