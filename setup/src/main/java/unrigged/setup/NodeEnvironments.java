package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.catalog.Environment;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/**
 * Node.js projects: {@code npm ci} installs exactly what package-lock.json names into the project's
 * own {@code node_modules}, where Node.js looks for it. A stamp outside says what it was made from.
 */
final class NodeEnvironments {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration INSTALL = Duration.ofMinutes(10);
    private static final String FIX =
            "install Node.js with npm (Debian: apt-get install nodejs npm; or https://nodejs.org), so"
                    + " that node and npm are on PATH";

    private final SetupContext context;

    NodeEnvironments(SetupContext context) {
        this.context = context;
    }

    /** What is installed if it is up to date, else what would be done; looks only. */
    Component look(Environment.Node environment) throws IOException, InterruptedException {
        Path node = context.host().required("node", FIX);
        context.host().required("npm", FIX);
        Optional<Component> ready = ready(environment, node);
        return ready.orElseGet(() ->
                new Component.Pending(
                        Inventory.nameOf(environment),
                        "the npm registry, as locked in " + context.shown(lock(environment))));
    }

    private static Path lock(Environment.Node environment) {
        return environment.project().resolve("package-lock.json");
    }

    private Path stamp(Environment.Node environment) {
        return context.cache().environment(environment.name() + ".stamp");
    }

    private String version(Path node) throws InterruptedException {
        return context.versions()
                .answer(
                        node,
                        Call.of(LIMIT, List.of(node.toString(), "--version")),
                        output -> Optional.of(output.strip()).filter(v -> v.startsWith("v")));
    }

    private String hash(Environment.Node environment, Path node)
            throws IOException, InterruptedException {
        Digest digest = new Digest().add(environment.project().toString()).add(version(node));
        for (Path file :
                List.of(environment.project().resolve("package.json"), lock(environment))) {
            if (!Files.isRegularFile(file)) {
                throw new UnavailableException(
                        "there is no " + file,
                        "run `npm install` once in "
                                + environment.project()
                                + " and keep package.json and package-lock.json; a program without"
                                + " libraries needs no environment of kind node");
            }
            digest.add(Files.readAllBytes(file));
        }
        return digest.name();
    }

    /** npm keeps its own account of what it installed inside the folder. */
    private static String installed(Environment.Node environment) throws IOException {
        Path account = environment.project().resolve("node_modules/.package-lock.json");
        return Files.isRegularFile(account)
                ? new Digest().add(Files.readAllBytes(account)).name()
                : "none";
    }

    private Optional<Component> ready(Environment.Node environment, Path node)
            throws IOException, InterruptedException {
        Map<String, String> stamp = CacheDirectory.read(stamp(environment)).orElse(Map.of());
        if (!hash(environment, node).equals(stamp.get("hash"))
                || !installed(environment).equals(stamp.get("installed"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Component.EnvironmentReady(
                        Inventory.nameOf(environment),
                        version(node),
                        node + ", libraries locked in " + context.shown(lock(environment)),
                        environment.project(),
                        Map.of(
                                "node",
                                node.toString(),
                                "environment",
                                environment.project().toString())));
    }

    /** Installs the libraries. */
    Component obtain(Environment.Node environment) throws IOException, InterruptedException {
        Path node = context.host().required("node", FIX);
        Path npm = context.host().required("npm", FIX);
        context.progress().accept(Inventory.nameOf(environment) + ": npm ci");
        Files.createDirectories(stamp(environment).resolveSibling(""));
        Files.deleteIfExists(stamp(environment));
        String hash = hash(environment, node);
        Outcome outcome =
                context.command()
                        .run(
                                Call.of(
                                                INSTALL,
                                                List.of(
                                                        npm.toString(),
                                                        "ci",
                                                        "--omit=dev",
                                                        "--no-audit",
                                                        "--no-fund"))
                                        .in(environment.project()));
        if (!outcome.succeeded()) {
            throw new UnavailableException(
                    outcome.failure(),
                    "if it could not download: give npm access to its registry or a mirror (npm config"
                            + " set registry, a proxy); else correct the project, `npm ci` shows it");
        }
        CacheDirectory.write(
                stamp(environment), Map.of("hash", hash, "installed", installed(environment)));
        return ready(environment, node)
                .orElseThrow(() ->
                        new IOException(environment.project() + " changed while it was installed"));
    }
}
