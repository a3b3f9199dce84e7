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
final class InstalledPrograms implements Source {
    private final SetupContext context;

    InstalledPrograms(SetupContext context) {
        this.context = context;
    }

    @Override
    public Optional<Component.Program> present(Tool tool) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Path found : candidates(tool)) {
            // Links are resolved because companions and libraries are beside the real file.
            Path executable = found.toRealPath();
            Optional<String> lacking = lacking(tool, executable);
            if (lacking.isPresent()) {
                failures.add(found + " has no " + lacking.get() + " beside it");
                continue;
            }
            try {
                String version = context.versions().of(tool, executable);
                return Optional.of(
                        new Component.Program(
                                tool.title(), version, origin(found), executable, Map.of()));
            } catch (UnavailableException e) {
                failures.add(e.what());
            }
        }
        if (!failures.isEmpty()) {
            throw new UnavailableException(String.join("; ", failures), "repair or remove it");
        }
        return Optional.empty();
    }

    private List<Path> candidates(Tool tool) {
        Stream<Path> found = context.host().all(tool.executable());
        if (tool == Tool.POSTGRESQL) {
            Stream<Path> versioned =
                    context.host().postgresFolders().stream()
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
        boolean onPath = context.host().path().contains(found.getParent());
        return (onPath ? "on PATH: " : "installed: ") + found;
    }

    @Override
    public String plan(Tool tool) {
        throw absent(tool);
    }

    @Override
    public Component.Program obtain(Tool tool) {
        throw absent(tool);
    }

    private UnavailableException absent(Tool tool) {
        String folders =
                Stream.concat(context.host().path().stream(), context.host().usual().stream())
                        .distinct()
                        .map(Path::toString)
                        .collect(Collectors.joining(", "));
        return new UnavailableException(
                "no usable " + tool.executable() + " in " + folders,
                "install " + tool.title() + " so that " + tool.executable() + " is on PATH");
    }
}
