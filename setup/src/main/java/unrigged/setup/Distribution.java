package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The package that the machine's own distribution would install, unpacked into a private folder
 * instead: no root, no service started, no file outside. Libraries that the machine lacks come from
 * the package's dependencies in the same way.
 */
final class Distribution implements Source {
    private static final int LIBRARY_ROUNDS = 4;

    private final SetupContext context;
    private final PackageTools packages;

    Distribution(SetupContext context) {
        this.context = context;
        this.packages = new PackageTools(context);
    }

    private Path folder(Tool tool) {
        return context.cache().part(tool.title() + "-distribution");
    }

    @Override
    public Optional<Component.Program> present(Tool tool) throws IOException {
        return PrivateComponent.read(tool, folder(tool));
    }

    @Override
    public String plan(Tool tool) {
        packages.require();
        return "the distribution's package " + tool.title() + ", unpacked privately";
    }

    @Override
    public Component.Program obtain(Tool tool) throws IOException, InterruptedException {
        packages.require();
        packages.update();
        String name = packageOf(tool);
        context.progress().accept(tool.title() + ": fetching the distribution's package " + name);
        Path target = folder(tool);
        Path whole = context.cache().sibling(target);
        List<String> unpacked = new ArrayList<>(List.of(name));
        unpacked.addAll(tool.companionPackages());
        String version = packages.unpack(unpacked, whole).getOrDefault(name, "");
        PrivateComponent.configureFonts(whole);
        Path executable = executableIn(whole, tool);
        List<Path> libraries = libraries(tool, executable, whole, unpacked);
        String answer =
                context.versions()
                        .fresh(tool, executable, PrivateComponent.variables(whole, libraries));
        List<String> others = unpacked.subList(1, unpacked.size());
        String origin =
                "distribution package "
                        + name
                        + " "
                        + version
                        + (others.isEmpty() ? "" : " with " + String.join(", ", others))
                        + ", unpacked privately";
        PrivateComponent.write(whole, answer, origin, executable, libraries);
        context.cache().publish(whole, target);
        return PrivateComponent.read(tool, target)
                .orElseThrow(() -> new IOException(target + " is not whole after unpacking"));
    }

    /** Debian's package postgresql is empty and depends on the one of the release's version. */
    private String packageOf(Tool tool) throws InterruptedException {
        if (tool != Tool.POSTGRESQL) {
            return tool.title();
        }
        return packages.dependencies(List.of(tool.title())).stream()
                .filter(name -> name.matches("postgresql-\\d+"))
                .findFirst()
                .orElse(tool.title());
    }

    private static Path executableIn(Path root, Tool tool) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            file.endsWith(tool.executable())
                                    && file.toString().contains(tool.place())
                                    && Files.isRegularFile(file)
                                    && Files.isExecutable(file))
                    .findFirst()
                    .orElseThrow(() ->
                            new UnavailableException(
                                    "the distribution's package holds no executable "
                                            + tool.executable(),
                                    "install " + tool.title()));
        }
    }

    /**
     * Unpacks the packages of the libraries that the dynamic linker does not find: first those the
     * package itself depends on, then theirs.
     *
     * @return the folders that hold what was missing
     */
    private List<Path> libraries(Tool tool, Path executable, Path root, List<String> unpacked)
            throws IOException, InterruptedException {
        List<Path> binaries = new ArrayList<>(List.of(executable));
        tool.companions().forEach(name -> binaries.add(executable.resolveSibling(name)));
        List<Path> folders = new ArrayList<>();
        List<String> missing = packages.missingLibraries(binaries, Map.of());
        List<String> asked = List.copyOf(unpacked);
        for (int round = 0; round < LIBRARY_ROUNDS && !missing.isEmpty(); round++) {
            List<String> wanted =
                    new ArrayList<>(
                            packages.dependencies(asked).stream()
                                    .filter(other -> other.startsWith("lib"))
                                    .filter(other -> !unpacked.contains(other))
                                    .toList());
            wanted.removeAll(packages.installed(wanted));
            if (!wanted.isEmpty()) {
                context.progress()
                        .accept(
                                tool.title()
                                        + ": fetching its libraries "
                                        + String.join(", ", wanted));
                packages.unpack(wanted, root);
                unpacked.addAll(wanted);
            }
            for (String library : missing) {
                folderOf(root, library).filter(f -> !folders.contains(f)).ifPresent(folders::add);
            }
            missing =
                    packages.missingLibraries(binaries, PrivateComponent.variables(root, folders));
            asked = wanted;
        }
        if (!missing.isEmpty()) {
            throw new UnavailableException(
                    "libraries not found for the distribution's "
                            + tool.title()
                            + ": "
                            + missing.stream().collect(Collectors.joining(", ")),
                    "install " + tool.title());
        }
        return folders;
    }

    private static Optional<Path> folderOf(Path root, String library) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(library))
                    .map(file -> file.resolveSibling(""))
                    .findFirst();
        }
    }
}
