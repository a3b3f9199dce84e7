package unrigged.catalog;

import java.nio.file.Path;
import java.util.List;
import unrigged.config.ConfigNode;
import unrigged.config.Suggestion;

/** One entry under {@code environments}, or the environment that is in a row itself. */
final class EnvironmentEntry {
    private static final List<String> KINDS = List.of("python", "maven", "node", "go", "none");

    private EnvironmentEntry() {}

    static Environment read(String name, ConfigNode node, Path directory) {
        ConfigNode kind = node.get("kind");
        return switch (kind.text()) {
            case "python" -> {
                node.allowOnly("kind", "lock");
                yield new Environment.Python(name, directory.resolve(node.get("lock").text()));
            }
            case "maven" -> new Environment.Maven(name, project(node, directory));
            case "node" -> new Environment.Node(name, project(node, directory));
            case "go" -> new Environment.Go(name, project(node, directory));
            case "none" -> {
                node.allowOnly("kind", "programs");
                yield new Environment.Programs(name, directory, node.get("programs").texts());
            }
            default ->
                    throw kind.error(
                            "unknown kind of environment '"
                                    + kind.text()
                                    + "'"
                                    + Suggestion.among(KINDS, kind.text()));
        };
    }

    private static Path project(ConfigNode node, Path directory) {
        node.allowOnly("kind", "project");
        return directory.resolve(node.get("project").text()).normalize();
    }
}
