package unrigged.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unrigged.setup.ToolCommand.Call;

/** Finds a Python that can carry the environments. */
final class Interpreters {
    private static final int MIN_MINOR = 11;
    private static final List<String> NAMES =
            List.of("python3", "python3.11", "python3.12", "python3.13", "python3.14");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The real executable behind a pyenv shim or an activated environment, too. */
    private static final String QUESTION =
            "import sys; print('unrigged', '%d.%d.%d' % sys.version_info[:3], sys.implementation.name,"
                    + " getattr(sys, '_base_executable', sys.executable))";

    private final SetupContext context;

    Interpreters(SetupContext context) {
        this.context = context;
    }

    /**
     * An interpreter.
     *
     * @param version for example 3.11.7
     * @param implementation cpython or pypy
     */
    record Interpreter(String version, String implementation, Path executable) {
        /** For example 3.11. */
        String feature() {
            return version.substring(0, version.lastIndexOf('.'));
        }
    }

    /** The first that is new enough, {@code python3} before names with a version. */
    Interpreter find() throws InterruptedException {
        List<String> refused = new ArrayList<>();
        for (String name : NAMES) {
            for (Path executable : context.host().all(name).toList()) {
                try {
                    Interpreter found = ask(executable);
                    if (newEnough(found)) {
                        return found;
                    }
                    refused.add(executable + " is " + found.version());
                } catch (UnavailableException e) {
                    refused.add(e.what());
                }
            }
        }
        throw new UnavailableException(
                "no Python 3."
                        + MIN_MINOR
                        + " or newer found"
                        + (refused.isEmpty() ? "" : ": " + String.join("; ", refused)),
                "install Python 3."
                        + MIN_MINOR
                        + " or newer (Debian: apt-get install python3 python3-venv) and put python3"
                        + " on PATH");
    }

    private Interpreter ask(Path executable) throws InterruptedException {
        String answer =
                context.versions()
                        .answer(
                                executable,
                                Call.of(
                                        LIMIT,
                                        List.of(executable.toString(), "-I", "-c", QUESTION)),
                                output ->
                                        output.lines()
                                                .filter(line -> line.startsWith("unrigged "))
                                                .findFirst());
        String[] words = answer.split(" ", 4);
        Optional<Path> real = Optional.of(Path.of(words[3])).filter(Files::isExecutable);
        return new Interpreter(words[1], words[2], real.orElse(executable));
    }

    private static boolean newEnough(Interpreter interpreter) {
        String[] numbers = interpreter.version().split("\\.", -1);
        int major = Integer.parseInt(numbers[0]);
        return major > 3 || (major == 3 && Integer.parseInt(numbers[1]) >= MIN_MINOR);
    }
}
