package unrigged.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.program.InvalidInputException;

@Command(
        name = "new",
        description = {
            "Write a stack of your own that works: a catalogue entry and one source file, to start from.",
            "It answers the article's request like the built-in stacks; change it, and measure it beside them.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  unrigged new my-stack --language go",
            "          unrigged run --stacks my-stack/stacks.yaml",
            "",
            "docs/adding-a-stack.md has the whole way, also for applications that exist already.",
        })
final class NewCommand implements Callable<Integer> {
    /** Each has its templates in the resources beside this class. */
    enum Language {
        PYTHON,
        JAVA,
        NODE,
        GO;

        /** What is written besides stacks.yaml. */
        List<String> files() {
            return switch (this) {
                case PYTHON -> List.of("app.py");
                case JAVA -> List.of("pom.xml", "src/main/java/Main.java");
                case NODE -> List.of("server.js", "package.json", "package-lock.json");
                case GO -> List.of("main.go", "go.mod", "go.sum");
            };
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "NAME",
            description = "The stack's id: lower case letters, digits and single hyphens.")
    private String name = "";

    @Option(
            names = "--language",
            required = true,
            paramLabel = "LANGUAGE",
            description = "python, java, node or go.")
    private String language = "";

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where to write (default: ./NAME).")
    private @Nullable Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new InvalidInputException(
                    "NAME: expected lower case letters, digits and single hyphens, for example"
                            + " my-stack, but found '"
                            + name
                            + "'");
        }
        Installation installation = Installation.here();
        if (StackChoice.of(installation, List.of()).catalog().find(name).isPresent()) {
            throw new InvalidInputException(
                    "NAME: there is a built-in stack '" + name + "'; choose another name");
        }
        Language chosen = RunCommand.oneOf("--language", language, Language.values(), Language::id);
        Path target = directory == null ? Path.of(name) : directory;
        Map<Path, String> files = files(chosen, target);
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new InvalidInputException(
                        file + " exists and is not overwritten.",
                        "choose another NAME or --directory");
            }
        }
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().toAbsolutePath().resolveSibling(""));
            // Not in one step: that would replace a file that came up meanwhile, or a link to none.
            Files.writeString(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        PrintWriter out = spec.commandLine().getOut();
        files.keySet().forEach(file -> out.println("wrote " + file));
        Path catalog = target.resolve("stacks.yaml");
        out.println("next:");
        out.println(
                "  unrigged stacks --stacks "
                        + catalog
                        + "     is everything there that it needs?");
        out.println("  unrigged run --stacks " + catalog + " --scenario better-async");
        out.flush();
        return ExitCode.DONE;
    }

    private Map<Path, String> files(Language chosen, Path target) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(target.resolve("stacks.yaml"), text(chosen, "stacks.yaml"));
        for (String file : chosen.files()) {
            files.put(target.resolve(file), text(chosen, file));
        }
        return files;
    }

    private String text(Language chosen, String file) throws IOException {
        String resource = "new/" + chosen.id() + "/" + Path.of(file).getFileName();
        try (InputStream in =
                Objects.requireNonNull(NewCommand.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@NAME@", name);
        }
    }
}
