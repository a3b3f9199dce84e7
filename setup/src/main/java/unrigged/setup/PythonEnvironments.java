package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import unrigged.catalog.Environment;
import unrigged.setup.Interpreters.Interpreter;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/**
 * One virtual environment per lock file and interpreter version. It is made in its final place,
 * because its scripts carry their own path; the record written at the end makes it count.
 */
final class PythonEnvironments {
    private static final Duration CREATE = Duration.ofMinutes(2);
    private static final Duration INSTALL = Duration.ofMinutes(15);

    private final SetupContext context;
    private final Interpreters interpreters;

    PythonEnvironments(SetupContext context) {
        this.context = context;
        this.interpreters = new Interpreters(context);
    }

    /** The environment if it is whole, else what would be done; looks only. */
    Component look(Environment.Python environment) throws IOException, InterruptedException {
        LockFile lock = LockFile.read(environment.lock());
        Interpreter interpreter = interpreters.find();
        Optional<Component> ready = ready(environment, place(environment, lock, interpreter));
        return ready.orElseGet(() ->
                new Component.Pending(
                        Inventory.nameOf(environment),
                        origin(environment, lock) + ", for Python " + interpreter.version()));
    }

    private Path place(Environment.Python environment, LockFile lock, Interpreter interpreter) {
        String hash =
                new Digest()
                        .add(lock.text())
                        .add(interpreter.implementation())
                        .add(interpreter.version())
                        .name();
        return context.cache().environment(environment.name() + "-" + hash);
    }

    private Optional<Component> ready(Environment.Python environment, Path root)
            throws IOException {
        Optional<Map<String, String>> record =
                CacheDirectory.read(root.resolve(CacheDirectory.RECORD));
        // Its python is a link to the interpreter, which may have been removed since.
        if (record.isEmpty() || !Files.isExecutable(root.resolve("bin/python"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Component.PythonReady(
                        Inventory.nameOf(environment),
                        record.get().getOrDefault("version", "unknown"),
                        record.get().getOrDefault("origin", "unknown"),
                        root));
    }

    private String origin(Environment.Python environment, LockFile lock) {
        return "PyPI, "
                + lock.packages()
                + " packages locked in "
                + context.shown(environment.lock());
    }

    /** Makes the environment. */
    Component obtain(Environment.Python environment) throws IOException, InterruptedException {
        String name = Inventory.nameOf(environment);
        LockFile lock = LockFile.read(environment.lock());
        Interpreter interpreter = interpreters.find();
        Path root = place(environment, lock, interpreter);
        CacheDirectory.delete(root);
        Files.createDirectories(root.resolveSibling(""));
        context.progress().accept(name + ": creating it with Python " + interpreter.version());
        List<String> pip = create(interpreter, root);
        Consumer<String> lines = counting(name, lock.packages());
        for (int i = 0; i < lock.steps().size(); i++) {
            install(environment, lock.steps().get(i), i, interpreter, root, pip, lines);
        }
        CacheDirectory.write(
                root.resolve(CacheDirectory.RECORD),
                Map.of(
                        "version", interpreter.version(),
                        "origin", origin(environment, lock),
                        "interpreter", interpreter.executable().toString()));
        return ready(environment, root)
                .orElseThrow(() -> new IOException(root + " is not whole after installing"));
    }

    /** Makes an empty environment and gives the words that call a pip which installs into it. */
    private List<String> create(Interpreter interpreter, Path root)
            throws IOException, InterruptedException {
        String python = interpreter.executable().toString();
        List<String> own = List.of(root.resolve("bin/python").toString(), "-m", "pip");
        Outcome full =
                context.command()
                        .run(Call.of(CREATE, List.of(python, "-m", "venv", root.toString())));
        if (full.succeeded()) {
            return own;
        }
        // Debian keeps ensurepip in a package of its own; the interpreter's pip can do its work.
        CacheDirectory.delete(root);
        Outcome bare =
                context.command()
                        .run(
                                Call.of(
                                        CREATE,
                                        List.of(
                                                python,
                                                "-m",
                                                "venv",
                                                "--without-pip",
                                                root.toString())));
        List<String> outer =
                List.of(python, "-m", "pip", "--python", root.resolve("bin/python").toString());
        if (bare.succeeded()) {
            List<String> question = new ArrayList<>(outer);
            question.add("--version");
            if (context.command().run(Call.of(CREATE, question)).succeeded()) {
                return outer;
            }
        }
        CacheDirectory.delete(root);
        throw new UnavailableException(
                full.failure(),
                "Debian and Ubuntu: apt-get install python3-venv; elsewhere a Python that has"
                        + " ensurepip");
    }

    private void install(
            Environment.Python environment,
            LockFile.Step step,
            int number,
            Interpreter interpreter,
            Path root,
            List<String> pip,
            Consumer<String> lines)
            throws IOException, InterruptedException {
        Path scratch = context.cache().scratch("pip-" + environment.name());
        Path requirements = scratch.resolve("step-" + (number + 1) + ".txt");
        Files.writeString(requirements, step.requirements());
        List<String> words = new ArrayList<>(pip);
        words.addAll(
                List.of(
                        "install",
                        "--require-hashes",
                        "--no-deps",
                        "--no-input",
                        "--progress-bar=off",
                        "--disable-pip-version-check"));
        if (!step.buildIsolation()) {
            words.add("--no-build-isolation");
        }
        if (!step.variables().isEmpty()) {
            // A wheel that pip built earlier without these variables must not be taken for ours.
            words.add("--no-cache-dir");
        }
        words.addAll(List.of("-r", requirements.toString()));
        Map<String, String> variables = new HashMap<>();
        step.variables()
                .forEach((name, value) ->
                        variables.put(
                                name,
                                value.replace("{root}", root.toString())
                                        .replace("{python}", interpreter.feature())));
        Outcome outcome =
                context.command()
                        .run(Call.of(INSTALL, words).in(scratch).with(variables).each(lines));
        CacheDirectory.delete(scratch);
        if (!outcome.succeeded()) {
            CacheDirectory.delete(root);
            throw new UnavailableException(
                    outcome.failure(), remedy(outcome.output(), environment));
        }
    }

    private String remedy(String output, Environment.Python environment) {
        if (output.contains("DO NOT MATCH THE HASHES")) {
            return "the registry's files are not those that "
                    + context.shown(environment.lock())
                    + " names: find out why before you trust either, or lock again";
        }
        if (output.contains("Python.h") || output.contains("gcc") || output.contains("'cc'")) {
            return "a package has to be compiled: install a C compiler and Python's headers (Debian:"
                    + " apt-get install build-essential python3-dev)";
        }
        return "give pip access to PyPI or a mirror (pip config set global.index-url, a proxy), then"
                + " run setup again";
    }

    private Consumer<String> counting(String name, long packages) {
        AtomicLong count = new AtomicLong();
        return line -> {
            if (line.startsWith("Collecting ")) {
                context.progress()
                        .accept(
                                name
                                        + ": "
                                        + count.incrementAndGet()
                                        + " of "
                                        + packages
                                        + ", "
                                        + line.split(" ", 3)[1]);
            } else if (line.startsWith("Installing collected")) {
                context.progress().accept(name + ": installing");
            }
        };
    }
}
