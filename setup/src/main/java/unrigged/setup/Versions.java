package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/**
 * What programs say about their version. An answer is remembered with the size and date of the file
 * that gave it, so that a setup with nothing to do starts no process.
 */
final class Versions {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CacheDirectory cache;
    private final ToolCommand command;
    private final Map<String, String> known = new TreeMap<>();
    private final Map<String, String> learned = new TreeMap<>();

    Versions(CacheDirectory cache, ToolCommand command) {
        this.cache = cache;
        this.command = command;
    }

    private Path file() {
        return cache.root().resolve("versions.properties");
    }

    /** Reads what other setups learned; what this one learned is kept. */
    void load() throws IOException {
        known.clear();
        CacheDirectory.read(file()).ifPresent(known::putAll);
        known.putAll(learned);
    }

    /** Whether something was learned that {@link #save} would keep. */
    boolean changed() {
        return !learned.isEmpty();
    }

    void save() throws IOException {
        if (changed()) {
            CacheDirectory.write(file(), known);
            learned.clear();
        }
    }

    /** The version of an executable, which proves that it runs on this machine. */
    String of(Tool tool, Path executable) throws InterruptedException {
        return answer(executable, call(tool, executable, Map.of()), reading(tool));
    }

    /** The same, asked now and not remembered. */
    String fresh(Tool tool, Path executable, Map<String, String> variables)
            throws InterruptedException {
        return ask(executable, call(tool, executable, variables), reading(tool));
    }

    private static Call call(Tool tool, Path executable, Map<String, String> variables) {
        return Call.of(LIMIT, List.of(executable.toString(), tool.versionOption())).with(variables);
    }

    private static Reading reading(Tool tool) {
        return output -> {
            Matcher matcher = tool.version().matcher(output);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        };
    }

    /** Turns what a program printed into its answer; empty when that makes no sense. */
    @FunctionalInterface
    interface Reading {
        Optional<String> of(String output);
    }

    /** The remembered answer of {@code executable}, or the one it gives now. */
    String answer(Path executable, Call call, Reading reading) throws InterruptedException {
        String key = executable.toString();
        String seen = identity(executable);
        String remembered = known.get(key);
        if (remembered != null && remembered.startsWith(seen + "|")) {
            return remembered.substring(seen.length() + 1);
        }
        String answer = ask(executable, call, reading);
        known.put(key, seen + "|" + answer);
        learned.put(key, seen + "|" + answer);
        return answer;
    }

    private String ask(Path executable, Call call, Reading reading) throws InterruptedException {
        Outcome outcome = command.run(call);
        Optional<String> answer =
                outcome.succeeded() ? reading.of(outcome.output()) : Optional.empty();
        return answer.orElseThrow(() ->
                new UnavailableException(
                        executable + " does not run: " + outcome.failure(),
                        "repair or remove " + executable));
    }

    private static String identity(Path executable) {
        try {
            Path real = executable.toRealPath();
            return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
        } catch (IOException e) {
            throw new UnavailableException(
                    executable + " cannot be read: " + e, "repair " + executable);
        }
    }
}
