package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import unrigged.catalog.Environment;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/** Go modules: the main package of each, built into the private directory. */
final class GoEnvironments {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration BUILD = Duration.ofMinutes(10);
    private static final String PROGRAM = "program";
    private static final String FIX =
            "install Go (Debian: apt-get install golang; or https://go.dev/dl), so that go is on PATH";

    private final SetupContext context;

    GoEnvironments(SetupContext context) {
        this.context = context;
    }

    /** The built program if it is up to date, else what would be done; looks only. */
    Component look(Environment.Go environment) throws IOException, InterruptedException {
        Path go = context.host().required("go", FIX);
        Optional<Component> ready = ready(environment, place(environment, go));
        return ready.orElseGet(() ->
                new Component.Pending(
                        Inventory.nameOf(environment),
                        "a build of "
                                + context.shown(environment.project())
                                + ", its modules as locked in go.sum"));
    }

    private String version(Path go) throws InterruptedException {
        return context.versions()
                .answer(
                        go,
                        Call.of(LIMIT, List.of(go.toString(), "version")),
                        output ->
                                output.lines()
                                        .filter(line -> line.startsWith("go version "))
                                        .map(line -> line.split(" ", -1)[2])
                                        .findFirst());
    }

    /** Named after the module's files and the compiler. */
    private Path place(Environment.Go environment, Path go)
            throws IOException, InterruptedException {
        Path project = environment.project();
        if (!Files.isRegularFile(project.resolve("go.mod"))) {
            throw new UnavailableException(
                    "there is no " + project.resolve("go.mod"),
                    "run `go mod init NAME && go mod tidy` in " + project);
        }
        Digest digest = new Digest().add(version(go)).add(project.toString());
        for (Path file : inputs(project)) {
            digest.add(project.relativize(file).toString()).add(Files.readAllBytes(file));
        }
        return context.cache().environment(environment.name() + "-" + digest.name());
    }

    /** Everything but folders that Go leaves out, too. */
    private static List<Path> inputs(Path project) throws IOException {
        List<Path> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            !("/" + project.relativize(file)).matches(".*/([._].*|testdata/.*)"))
                    .sorted()
                    .forEach(inputs::add);
        }
        return inputs;
    }

    private Optional<Component> ready(Environment.Go environment, Path root) throws IOException {
        Optional<Map<String, String>> record =
                CacheDirectory.read(root.resolve(CacheDirectory.RECORD));
        Path program = root.resolve(PROGRAM);
        if (record.isEmpty() || !Files.isExecutable(program)) {
            return Optional.empty();
        }
        return Optional.of(
                new Component.EnvironmentReady(
                        Inventory.nameOf(environment),
                        record.get().getOrDefault("version", "unknown"),
                        "built from " + context.shown(environment.project()),
                        root,
                        Map.of("program", program.toString(), "environment", root.toString())));
    }

    /** Builds it. */
    Component obtain(Environment.Go environment) throws IOException, InterruptedException {
        Path go = context.host().required("go", FIX);
        Path root = place(environment, go);
        context.progress()
                .accept(
                        Inventory.nameOf(environment)
                                + ": building "
                                + context.shown(environment.project()));
        Files.createDirectories(root.resolveSibling(""));
        Path made = context.cache().sibling(root);
        Outcome outcome =
                context.command()
                        .run(
                                Call.of(
                                                BUILD,
                                                List.of(
                                                        go.toString(),
                                                        "build",
                                                        "-trimpath",
                                                        "-buildvcs=false",
                                                        "-o",
                                                        made.resolve(PROGRAM).toString(),
                                                        "."))
                                        .in(environment.project()));
        if (!outcome.succeeded()) {
            CacheDirectory.delete(made);
            throw new UnavailableException(
                    outcome.failure(),
                    "if it could not download: give Go access to a module proxy (go env -w GOPROXY=…);"
                            + " else correct the module, `go build` shows it");
        }
        CacheDirectory.write(made.resolve(CacheDirectory.RECORD), Map.of("version", version(go)));
        context.cache().publish(made, root);
        return ready(environment, root)
                .orElseThrow(() ->
                        new IOException(
                                "the build of " + environment.project() + " left no program"));
    }
}
