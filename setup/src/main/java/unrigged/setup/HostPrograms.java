package unrigged.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unrigged.catalog.Environment;

/** Programs that must be there already: nothing is installed for them. */
final class HostPrograms {
    private final SetupContext context;

    HostPrograms(SetupContext context) {
        this.context = context;
    }

    /** Where they are. */
    Component look(Environment.Programs environment) {
        List<String> found = new ArrayList<>();
        for (String name : environment.programs()) {
            found.add((name.contains("/") ? file(environment, name) : onPath(name)).toString());
        }
        return new Component.EnvironmentReady(
                Inventory.nameOf(environment),
                "as it is",
                found.isEmpty() ? "nothing is needed" : "there: " + String.join(", ", found),
                environment.directory(),
                Map.of());
    }

    private static Path file(Environment.Programs environment, String name) {
        Path file = environment.directory().resolve(name).normalize();
        if (!Files.isExecutable(file) || Files.isDirectory(file)) {
            throw new UnavailableException(
                    "there is no executable " + file,
                    Files.isRegularFile(file)
                            ? "make it executable: chmod +x " + file
                            : "build it, or correct 'command' or 'directory' of the stack "
                                    + environment.name());
        }
        return file;
    }

    private Path onPath(String name) {
        return context.host()
                .required(name, "install it, or write its whole path into the stack's 'command'");
    }
}
