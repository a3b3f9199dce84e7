package unrigged.catalog;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unrigged.catalog.Stack.Worker;
import unrigged.config.ConfigNode;
import unrigged.config.Suggestion;
import unrigged.config.Yaml;

/**
 * {@code stacks.yaml} → {@link Catalog}: servers, applications and environments are described once,
 * a row joins them.
 */
final class CatalogFile {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "QUIT", "HUP");
    private static final Pattern SPEEDUP = Pattern.compile("\\w+(/\\w+)*");

    private final Path directory;
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Map<String, ConfigNode> servers;
    private final Map<String, ConfigNode> applications;

    private CatalogFile(Path directory, ConfigNode root) {
        this.directory = directory;
        root.allowOnly("environments", "servers", "applications", "stacks");
        root.get("environments")
                .members()
                .forEach((name, node) -> environments.put(name, environment(name, node)));
        this.servers = root.get("servers").members();
        this.applications = root.get("applications").members();
    }

    static Catalog read(Path file) {
        Path directory = file.toAbsolutePath().normalize().resolveSibling("");
        ConfigNode root = Yaml.read(file);
        CatalogFile parts = new CatalogFile(directory, root);
        Map<String, Stack> stacks = new LinkedHashMap<>();
        root.get("stacks").members().forEach((id, node) -> stacks.put(id, parts.stack(id, node)));
        if (stacks.isEmpty()) {
            throw root.error("expected at least one entry under 'stacks'");
        }
        return new Catalog(directory, stacks);
    }

    private Environment environment(String name, ConfigNode node) {
        return switch (node.get("kind").text()) {
            case "python" -> {
                node.allowOnly("kind", "lock");
                yield new Environment.Python(name, directory.resolve(node.get("lock").text()));
            }
            case "maven" -> {
                node.allowOnly("kind", "project");
                yield new Environment.Maven(name, directory.resolve(node.get("project").text()));
            }
            default ->
                    throw node.get("kind")
                            .error(
                                    "expected python or maven but found '"
                                            + node.get("kind").text()
                                            + "'");
        };
    }

    private Stack stack(String id, ConfigNode row) {
        row.allowOnly("application", "server", "environment", "article");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw row.error(
                    "a stack's id is lower case letters, digits and single hyphens, for example flask-gunicorn");
        }
        ConfigNode application =
                referenced(applications, row.get("application"), "application")
                        .allowOnly(
                                "framework",
                                "language",
                                "directory",
                                "target",
                                "driver",
                                "speedups");
        ConfigNode server =
                referenced(servers, row.get("server"), "server")
                        .allowOnly(
                                "name",
                                "language",
                                "concurrency",
                                "gateway",
                                "worker",
                                "environment",
                                "command",
                                "access_log",
                                "stop_signal",
                                "http",
                                "speedups");
        String language = language(row, application, server);
        ConfigNode own = row.get("environment");
        Environment environment = environmentOf(own.isPresent() ? own : server.get("environment"));
        ConfigNode accessLog = server.get("access_log").allowOnly("off", "on", "published");
        return new Stack(
                id,
                application.get("framework").text(),
                server.get("name").text(),
                language,
                server.get("concurrency").oneOf(Concurrency.values(), Concurrency::id),
                application.get("driver").text(),
                server.get("worker").oneOf(Worker.values(), w -> w.name().toLowerCase(Locale.ROOT)),
                environment,
                server.get("command").texts(),
                accessLog.get("off").texts(),
                accessLog.get("on").texts(),
                accessLog.get("published").isPresent() && accessLog.get("published").bool(),
                application.get("target").text(),
                directory.resolve(application.get("directory").text()),
                stopSignal(server.get("stop_signal")),
                http(server.get("http")),
                Stream.of(server, application)
                        .flatMap(part -> speedups(part.get("speedups")))
                        .toList(),
                row.get("article").isPresent() && row.get("article").bool());
    }

    private static String language(ConfigNode row, ConfigNode application, ConfigNode server) {
        String language = application.get("language").text();
        if (!server.get("language").text().equals(language)) {
            throw row.error(
                    "the application is written in "
                            + language
                            + " and the server runs "
                            + server.get("language").text());
        }
        return language;
    }

    private static String stopSignal(ConfigNode signal) {
        if (signal.isPresent() && !SIGNALS.contains(signal.text())) {
            throw signal.error("expected one of " + String.join(", ", SIGNALS));
        }
        return signal.isPresent() ? signal.text() : "TERM";
    }

    private static Optional<String> http(ConfigNode version) {
        if (version.isPresent() && !version.text().equals("1.1")) {
            throw version.error(
                    "expected \"1.1\", for a server that refuses HTTP/1.0, but found '"
                            + version.text()
                            + "'");
        }
        return version.optionalText();
    }

    private static Stream<String> speedups(ConfigNode list) {
        return list.items().stream()
                .map(item -> {
                    if (!SPEEDUP.matcher(item.text()).matches()) {
                        throw item.error(
                                "expected the path of a native module without tag and ending, for"
                                        + " example uvloop/loop, but found '"
                                        + item.text()
                                        + "'");
                    }
                    return item.text();
                });
    }

    private Environment environmentOf(ConfigNode reference) {
        Environment environment = environments.get(reference.text());
        if (environment == null) {
            throw reference.error(
                    "unknown environment '"
                            + reference.text()
                            + "'"
                            + Suggestion.among(environments.keySet(), reference.text()));
        }
        return environment;
    }

    private static ConfigNode referenced(
            Map<String, ConfigNode> known, ConfigNode reference, String kind) {
        ConfigNode found = known.get(reference.text());
        if (found == null) {
            throw reference.error(
                    "unknown "
                            + kind
                            + " '"
                            + reference.text()
                            + "'"
                            + Suggestion.among(known.keySet(), reference.text()));
        }
        return found;
    }
}
