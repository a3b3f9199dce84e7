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

/** What the machine has: PATH, the folders of servers, PostgreSQL's folders per version. */
final class Installed implements Source {
    private final Site site;

    Installed(Site site) {
        this.site = site;
    }

    @Override
    public Optional<Part.Program> present(Tool tool)
            throws IOException, Unavailable, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Path found : candidates(tool)) {
            // Links are resolved because companions and libraries stand beside the real file.
            Path executable = found.toRealPath();
            Optional<String> lacking = lacking(tool, executable);
            if (lacking.isPresent()) {
                failures.add(found + " has no " + lacking.get() + " beside it");
                continue;
            }
            try {
                String version = site.versions().of(tool, executable);
                return Optional.of(
                        new Part.Program(
                                tool.title(), version, origin(found), executable, Map.of()));
            } catch (Unavailable e) {
                failures.add(e.why());
            }
        }
        if (!failures.isEmpty()) {
            throw new Unavailable(String.join("; ", failures), "repair or remove it");
        }
        return Optional.empty();
    }

    private List<Path> candidates(Tool tool) {
        Stream<Path> found = site.host().all(tool.executable());
        if (tool == Tool.POSTGRESQL) {
            Stream<Path> versioned =
                    site.host().postgresFolders().stream()
                            .map(folder -> folder.resolve(tool.executable()))
                            .filter(Files::isExecutable);
            found = Stream.concat(found, versioned);
        }
        return found.toList();
    }

    private static Optional<String> lacking(Tool tool, Path executable) {
        return tool.companions().stream()
                .filter(name -> !Files.isExecutable(executable.resolveSibling(name)))
                .findFirst();
    }

    private String origin(Path found) {
        boolean onPath = site.host().path().contains(found.getParent());
        return (onPath ? "on PATH: " : "installed: ") + found;
    }

    @Override
    public String plan(Tool tool) throws Unavailable {
        throw absent(tool);
    }

    @Override
    public Part.Program obtain(Tool tool) throws Unavailable {
        throw absent(tool);
    }

    private Unavailable absent(Tool tool) {
        String folders =
                Stream.concat(site.host().path().stream(), site.host().usual().stream())
                        .distinct()
                        .map(Path::toString)
                        .collect(Collectors.joining(", "));
        return new Unavailable(
                "no usable " + tool.executable() + " in " + folders,
                "install " + tool.title() + " so that " + tool.executable() + " is on PATH");
    }
}
