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

/**
 * Java stacks, each built into its own {@code target}. A stamp outside records the hash of what it
 * was built from and the class path that came out; it is removed before a build and written after.
 */
final class MavenEnvironments {
    private static final String QUARKUS_RUNNER = "quarkus-app/quarkus-run.jar";
    private static final Duration BUILD = Duration.ofMinutes(15);

    private final SetupContext context;

    MavenEnvironments(SetupContext context) {
        this.context = context;
    }

    /** The built program if it is up to date, else what would be done; looks only. */
    Component look(Environment.Maven environment) throws IOException {
        String hash = hash(environment);
        Optional<Component> ready = ready(environment, hash);
        if (ready.isEmpty() && !Files.isExecutable(context.mvnw())) {
            throw new UnavailableException(
                    "there is no Maven wrapper " + context.mvnw(), "run from a complete checkout");
        }
        return ready.orElseGet(() ->
                new Component.Pending(
                        Inventory.nameOf(environment),
                        "a build of "
                                + context.shown(environment.project())
                                + ", its libraries from Maven Central"));
    }

    private Path stamp(Environment.Maven environment) {
        return context.cache().environment(environment.name() + ".stamp");
    }

    private Optional<Component> ready(Environment.Maven environment, String hash)
            throws IOException {
        Map<String, String> stamp = CacheDirectory.read(stamp(environment)).orElse(Map.of());
        Path project = environment.project().toAbsolutePath().normalize();
        if (!hash.equals(stamp.get("hash")) || !project.toString().equals(stamp.get("project"))) {
            return Optional.empty();
        }
        List<Path> classPath =
                stamp.getOrDefault("classpath", "").lines().map(project::resolve).toList();
        if (classPath.isEmpty() || !sizes(classPath).equals(stamp.get("sizes"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Component.MavenReady(
                        Inventory.nameOf(environment),
                        hash,
                        "built from "
                                + context.shown(project)
                                + " with "
                                + libraries(classPath)
                                + " from Maven Central",
                        project,
                        classPath));
    }

    /** How many; Quarkus keeps them in folders beside its runner. */
    private static String libraries(List<Path> classPath) throws IOException {
        Path beside = classPath.getFirst().resolveSibling("lib");
        long libraries =
                classPath.getFirst().endsWith(QUARKUS_RUNNER)
                        ? files(beside).size()
                        : classPath.size() - 1;
        return libraries + (libraries == 1 ? " library" : " libraries");
    }

    /** Sizes tell a build that was redone, cleaned or incomplete by someone else. */
    private static String sizes(List<Path> classPath) throws IOException {
        List<String> sizes = new ArrayList<>();
        for (Path entry : classPath) {
            sizes.add(
                    Files.isRegularFile(entry)
                            ? Long.toString(Files.size(entry))
                            : Files.isDirectory(entry) ? "folder" : "absent");
        }
        return String.join(" ", sizes);
    }

    /** Over everything it is built from, and the JDK. */
    private String hash(Environment.Maven environment) throws IOException {
        Path project = environment.project().toAbsolutePath().normalize();
        Digest digest = new Digest();
        Path release = context.jdkHome().resolve("release");
        digest.add(Files.isRegularFile(release) ? Files.readAllBytes(release) : new byte[0]);
        for (Path file : inputs(project)) {
            digest.add(project.relativize(file).toString()).add(Files.readAllBytes(file));
        }
        return digest.name();
    }

    /**
     * Its pom and sources; with a parent's pom one folder above also that and the folders beside it
     * that are no projects themselves, where sources shared by several projects are.
     */
    private List<Path> inputs(Path project) throws IOException {
        Path pom = project.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            throw new UnavailableException(
                    "there is no " + pom, "restore " + context.shown(project));
        }
        List<Path> inputs = new ArrayList<>(List.of(pom));
        inputs.addAll(files(project.resolve("src")));
        Path parent = project.resolveSibling("pom.xml");
        if (Files.isRegularFile(parent)) {
            inputs.add(parent);
            try (Stream<Path> beside = Files.list(parent.resolveSibling(""))) {
                for (Path folder : beside.sorted().toList()) {
                    String name = folder.getFileName().toString();
                    if (!name.startsWith(".")
                            && !name.equals("target")
                            && !Files.exists(folder.resolve("pom.xml"))) {
                        inputs.addAll(files(folder));
                    }
                }
            }
        }
        return inputs;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Builds it. */
    Component obtain(Environment.Maven environment) throws IOException, InterruptedException {
        String hash = hash(environment);
        Path project = environment.project().toAbsolutePath().normalize();
        context.progress()
                .accept(Inventory.nameOf(environment) + ": building " + context.shown(project));
        Files.createDirectories(stamp(environment).resolveSibling(""));
        Files.deleteIfExists(stamp(environment));
        // Copying libraries never removes an old version; a stack would be measured with both.
        CacheDirectory.delete(project.resolve("target"));
        Outcome outcome =
                context.command()
                        .run(
                                Call.of(
                                                BUILD,
                                                List.of(
                                                        context.mvnw().toString(),
                                                        "-q",
                                                        "-B",
                                                        "-f",
                                                        project.resolve("pom.xml").toString(),
                                                        "package"))
                                        .in(project)
                                        .with(context.javaVariables()));
        if (!outcome.succeeded()) {
            throw new UnavailableException(
                    outcome.failure(),
                    "if it could not download: give Maven access to Maven Central (a mirror or proxy"
                            + " in ~/.m2/settings.xml); else correct the project");
        }
        List<Path> classPath = classPath(project);
        CacheDirectory.write(
                stamp(environment),
                Map.of(
                        "hash",
                        hash,
                        "project",
                        project.toString(),
                        "classpath",
                        String.join(
                                "\n",
                                classPath.stream()
                                        .map(entry -> project.relativize(entry).toString())
                                        .toList()),
                        "sizes",
                        sizes(classPath)));
        return ready(environment, hash)
                .orElseThrow(() -> new IOException(project + " changed while it was built"));
    }

    private static List<Path> classPath(Path project) throws IOException {
        Path target = project.resolve("target");
        // Quarkus moves code into its own layout; its runner's manifest names the rest.
        Path quarkus = target.resolve(QUARKUS_RUNNER);
        if (Files.isRegularFile(quarkus)) {
            return List.of(quarkus);
        }
        List<Path> classPath = new ArrayList<>();
        List<Path> own =
                jars(target).stream()
                        .filter(jar -> !jar.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                        .toList();
        if (own.size() == 1) {
            classPath.add(own.getFirst());
        } else if (Files.isDirectory(target.resolve("classes"))) {
            classPath.add(target.resolve("classes"));
        } else {
            throw new UnavailableException(
                    "the build of " + project + " left neither a jar nor classes in target",
                    "let the project's packaging be jar");
        }
        classPath.addAll(jars(target.resolve("lib")));
        return classPath;
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
