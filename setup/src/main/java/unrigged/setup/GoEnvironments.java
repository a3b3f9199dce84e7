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
import unrigged.setup.Command.Call;
import unrigged.setup.Command.Outcome;

/** Go modules: the main package of each, built into the private directory. */
final class GoEnvironments {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration BUILD = Duration.ofMinutes(10);
    private static final String PROGRAM = "program";
    private static final String FIX =
            "install Go (Debian: apt-get install golang; or https://go.dev/dl), so that go is on PATH";

    private final Site site;

    GoEnvironments(Site site) {
        this.site = site;
    }

    /** The built program if it is up to date, else what would be done; looks only. */
    Part look(Environment.Go environment) throws IOException, Unavailable, InterruptedException {
        Path go = site.host().required("go", FIX);
        Optional<Part> ready = ready(environment, place(environment, go));
        return ready.orElseGet(() ->
                new Part.Pending(
                        Inventory.nameOf(environment),
                        "a build of "
                                + site.shown(environment.project())
                                + ", its modules as locked in go.sum"));
    }

    private String version(Path go) throws Unavailable, InterruptedException {
        return site.versions()
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
            throws IOException, Unavailable, InterruptedException {
        Path project = environment.project();
        if (!Files.isRegularFile(project.resolve("go.mod"))) {
            throw new Unavailable(
                    "there is no " + project.resolve("go.mod"),
                    "run `go mod init NAME && go mod tidy` in " + project);
        }
        Digest digest = new Digest().add(version(go)).add(project.toString());
        for (Path file : inputs(project)) {
            digest.add(project.relativize(file).toString()).add(Files.readAllBytes(file));
        }
        return site.home().environment(environment.name() + "-" + digest.name());
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

    private Optional<Part> ready(Environment.Go environment, Path root) throws IOException {
        Optional<Map<String, String>> record = Home.read(root.resolve(Home.RECORD));
        Path program = root.resolve(PROGRAM);
        if (record.isEmpty() || !Files.isExecutable(program)) {
            return Optional.empty();
        }
        return Optional.of(
                new Part.EnvironmentReady(
                        Inventory.nameOf(environment),
                        record.get().getOrDefault("version", "unknown"),
                        "built from " + site.shown(environment.project()),
                        root,
                        Map.of("program", program.toString(), "environment", root.toString())));
    }

    /** Builds it. */
    Part obtain(Environment.Go environment) throws IOException, Unavailable, InterruptedException {
        Path go = site.host().required("go", FIX);
        Path root = place(environment, go);
        site.progress()
                .accept(
                        Inventory.nameOf(environment)
                                + ": building "
                                + site.shown(environment.project()));
        Files.createDirectories(root.resolveSibling(""));
        Path made = site.home().sibling(root);
        Outcome outcome =
                site.command()
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
            Home.delete(made);
            throw new Unavailable(
                    outcome.failure(),
                    "if it could not download: give Go access to a module proxy (go env -w GOPROXY=…);"
                            + " else correct the module, `go build` shows it");
        }
        Home.write(made.resolve(Home.RECORD), Map.of("version", version(go)));
        site.home().publish(made, root);
        return ready(environment, root)
                .orElseThrow(() ->
                        new IOException(
                                "the build of " + environment.project() + " left no program"));
    }
}
