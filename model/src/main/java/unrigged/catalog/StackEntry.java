package unrigged.catalog;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unrigged.catalog.CatalogFiles.Definition;
import unrigged.catalog.CatalogFiles.DefinitionSource;
import unrigged.catalog.CatalogFiles.Names;
import unrigged.catalog.Stack.CustomProgram;
import unrigged.catalog.Stack.Worker;
import unrigged.config.ConfigNode;

/**
 * One entry under {@code stacks}: a row that joins an application and a server, or a program with a
 * command of its own.
 */
final class StackEntry {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "QUIT", "HUP");
    private static final Pattern NATIVE_EXTENSION = Pattern.compile("\\w+(/\\w+)*");

    private final DefinitionSource source;
    private final Names<Environment> environments;
    private final Names<Definition> servers;
    private final Names<Definition> applications;

    /**
     * @param source the file that the row itself is in
     */
    StackEntry(
            DefinitionSource source,
            Names<Environment> environments,
            Names<Definition> servers,
            Names<Definition> applications) {
        this.source = source;
        this.environments = environments;
        this.servers = servers;
        this.applications = applications;
    }

    Stack read(String id, ConfigNode row) {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw row.error(
                    "a stack's id is lower case letters, digits and single hyphens, for example flask-gunicorn");
        }
        return row.get("command").isPresent() ? customProgram(id, row) : joined(id, row);
    }

    private Stack joined(String id, ConfigNode row) {
        row.allowOnly("application", "server", "environment", "article");
        Definition definition = application(row.get("application"));
        ConfigNode application =
                definition
                        .node()
                        .allowOnly(
                                "framework",
                                "language",
                                "directory",
                                "target",
                                "driver",
                                "live_delay",
                                "speedups");
        ConfigNode server =
                servers.referenced(row.get("server"))
                        .node()
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
        String language = commonLanguage(row, application, server);
        ConfigNode own = row.get("environment");
        ConfigNode accessLog = server.get("access_log").allowOnly("off", "on", "published");
        return new Stack(
                id,
                application.get("framework").text(),
                server.get("name").text(),
                language,
                server.get("concurrency").oneOf(Concurrency.values(), Concurrency::id),
                application.get("driver").text(),
                server.get("worker").oneOf(Worker.values(), w -> w.name().toLowerCase(Locale.ROOT)),
                own.isPresent()
                        ? environment(id, own)
                        : environments.referenced(server.get("environment")),
                server.get("command").texts(),
                accessLog.get("off").texts(),
                accessLog.get("on").texts(),
                accessLog.get("published").isPresent() && accessLog.get("published").bool(),
                application.get("target").text(),
                directory(application.get("directory"), definition.source().directory()),
                stopSignal(server.get("stop_signal")),
                http(server.get("http")),
                Stream.of(server, application)
                        .flatMap(part -> nativeExtensions(part.get("speedups")))
                        .toList(),
                row.get("article").isPresent() && row.get("article").bool(),
                liveDelay(application.get("live_delay"), definition.source().builtIn()),
                Optional.empty());
    }

    private static String commonLanguage(
            ConfigNode row, ConfigNode application, ConfigNode server) {
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

    /** An application that only this row uses may be in the row. */
    private Definition application(ConfigNode node) {
        return node.isMapping() ? new Definition(node, source) : applications.referenced(node);
    }

    private Environment environment(String id, ConfigNode node) {
        if (!node.isMapping()) {
            return environments.referenced(node);
        }
        Environment own = EnvironmentEntry.read(id, node, source.directory());
        environments.add(id, node, own);
        return own;
    }

    private static Path directory(ConfigNode node, Path start) {
        return node.isPresent() ? start.resolve(node.text()).normalize() : start;
    }

    private Stack customProgram(String id, ConfigNode row) {
        row.allowOnly(
                "command",
                "framework",
                "server",
                "language",
                "driver",
                "concurrency",
                "worker",
                "environment",
                "directory",
                "variables",
                "port",
                "stop_signal",
                "http",
                "live_delay",
                "path",
                "expect");
        Path home = directory(row.get("directory"), source.directory());
        ConfigNode concurrency = row.get("concurrency");
        ConfigNode worker = row.get("worker");
        return new Stack(
                id,
                row.get("framework").optionalText().orElse(id),
                row.get("server").optionalText().orElse("own"),
                row.get("language").optionalText().orElse("other"),
                concurrency.isPresent()
                        ? concurrency.oneOf(Concurrency.values(), Concurrency::id)
                        : Concurrency.UNKNOWN,
                row.get("driver").optionalText().orElse("own"),
                worker.isPresent()
                        ? worker.oneOf(Worker.values(), w -> w.name().toLowerCase(Locale.ROOT))
                        : Worker.PROCESS,
                environmentOfProgram(id, row, home),
                command(row.get("command")),
                List.of(),
                List.of(),
                false,
                "",
                home,
                stopSignal(row.get("stop_signal")),
                http(row.get("http")),
                List.of(),
                false,
                liveDelayOfProgram(row),
                Optional.of(
                        new CustomProgram(port(row), texts(row.get("variables")), request(row))));
    }

    /** Without one, the program itself has to be there. */
    private Environment environmentOfProgram(String id, ConfigNode row, Path home) {
        ConfigNode node = row.get("environment");
        if (node.isPresent()) {
            return environment(id, node);
        }
        String program = command(row.get("command")).getFirst();
        Environment implied =
                new Environment.Programs(
                        id, home, program.startsWith("{") ? List.of() : List.of(program));
        environments.add(id, row, implied);
        return implied;
    }

    private static List<String> command(ConfigNode node) {
        List<String> words = node.texts();
        if (words.isEmpty()) {
            throw node.error("expected a program and its arguments, for example [\"./server\"]");
        }
        return words;
    }

    /** It must be told its port, or say the one that it has. */
    private static OptionalInt port(ConfigNode row) {
        ConfigNode port = row.get("port");
        if (port.isPresent()) {
            return OptionalInt.of(port.integer(1, 65_535));
        }
        boolean told =
                Stream.concat(
                                row.get("command").texts().stream(),
                                texts(row.get("variables")).values().stream())
                        .anyMatch(text -> text.contains("{port}"));
        // A program written for the controller reads UNRIGGED_PORT.
        if (!told && row.get("path").isPresent()) {
            throw row.error(
                    "the program is not given its port; expected {port} in its command or"
                            + " variables, for example [\"./server\", \"--port\", \"{port}\"], or"
                            + " the port it always has: port: 8080");
        }
        return OptionalInt.empty();
    }

    private static Map<String, String> texts(ConfigNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.members().forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    private static Optional<CustomRequest> request(ConfigNode row) {
        ConfigNode path = row.get("path");
        ConfigNode expect =
                row.get("expect").allowOnly("status", "length", "mask", "contains", "json");
        if (!path.isPresent()) {
            if (expect.isPresent()) {
                throw expect.error(
                        "'expect' needs 'path', for example path: /api/item; without both the"
                                + " program is asked the article's GET /test");
            }
            return Optional.empty();
        }
        if (!path.text().matches("/[\\x21-\\x7e&&[^#]]*")) {
            throw path.error(
                    "expected a path that begins with / and has visible ASCII characters only, no #"
                            + " (others percent-encoded: a space is %20), for example"
                            + " /api/item?id=7, but found '"
                            + path.text()
                            + "'");
        }
        if (expect.get("length").isPresent() && expect.get("mask").isPresent()) {
            throw expect.error("a mask has a length already; leave out one of mask and length");
        }
        ConfigNode length = expect.get("length");
        return Optional.of(
                new CustomRequest(
                        path.text(),
                        expect.get("status").isPresent()
                                ? expect.get("status").integer(200, 599)
                                : 200,
                        length.isPresent()
                                ? OptionalLong.of(length.integer(0, Integer.MAX_VALUE))
                                : OptionalLong.empty(),
                        expect.get("mask").optionalText(),
                        expect.get("contains").optionalText(),
                        texts(expect.get("json"))));
    }

    /** The built-in programs understand it; of others it has to be said. */
    private static boolean liveDelay(ConfigNode node, boolean builtIn) {
        return node.isPresent() ? node.bool() : builtIn;
    }

    private boolean liveDelayOfProgram(ConfigNode row) {
        ConfigNode node = row.get("live_delay");
        if (node.isPresent() && row.get("path").isPresent()) {
            throw node.error(
                    "a program with a 'path' of its own does not send the article's query, which"
                            + " reads the delay; leave out live_delay");
        }
        return liveDelay(node, source.builtIn());
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

    private static Stream<String> nativeExtensions(ConfigNode list) {
        return list.items().stream()
                .map(item -> {
                    if (!NATIVE_EXTENSION.matcher(item.text()).matches()) {
                        throw item.error(
                                "expected the path of a native module without tag and ending, for"
                                        + " example uvloop/loop, but found '"
                                        + item.text()
                                        + "'");
                    }
                    return item.text();
                });
    }
}
