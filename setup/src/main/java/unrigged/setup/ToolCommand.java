package unrigged.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import unrigged.metric.Clock;

/**
 * Runs external programs, one at a time, each with a limit. Nothing started here outlives this
 * process: a guard shell leads a process group of its own and holds the reading end of a pipe from
 * us; when the pipe closes (time is up, interrupt, our death even by SIGKILL) it kills the group.
 */
final class ToolCommand {
    private static final int KEPT_LINES = 2_000;
    private static final int TAIL_LINES = 8;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Colours, which Maven emits even into a pipe. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    /** What Maven says after every error; it would push the error itself out of the tail. */
    private static final Pattern NOISE =
            Pattern.compile(
                    "\\s*|\\[ERROR\\] *(To see the full stack|Re-run Maven|For more information about"
                            + "|\\[Help \\d|After correcting|  mvn <args>).*|\\[ERROR\\] *");

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * $@ runs without the pipe; the watcher reads it and never gets a byte, only its end. At a
     * regular end the watcher and stragglers are told to go, while the guard, deaf to that, reports
     * the exit code.
     */
    private static final String GUARD =
            "exec 3<&0; \"$@\" </dev/null 3<&- & main=$!; { read -r _ <&3; kill -KILL 0; } & watch=$!;"
                    + " exec 3<&-; wait $main; code=$?; trap '' TERM; kill -TERM 0; exit $code";

    /** What would bend Python, pip or Maven away from what we ask for, or translate messages. */
    private static final List<String> UNWANTED =
            List.of(
                    "LANGUAGE",
                    "PYTHONHOME",
                    "PYTHONPATH",
                    "VIRTUAL_ENV",
                    "PIP_PREFIX",
                    "PIP_REQUIRE_VIRTUALENV",
                    "PIP_TARGET",
                    "PIP_USER");

    private final HostMachine host;
    private final Consumer<List<String>> observer;
    private final Consumer<String> progress;
    private final Clock clock = Clock.system();

    /**
     * @param observer told the words of every command before it runs
     * @param progress told now and then that a long command is still at work
     */
    ToolCommand(HostMachine host, Consumer<List<String>> observer, Consumer<String> progress) {
        this.host = host;
        this.observer = observer;
        this.progress = progress;
    }

    /** What to run. */
    record Call(
            List<String> words,
            Path directory,
            Map<String, String> variables,
            Duration limit,
            Consumer<String> lines) {
        static Call of(Duration limit, List<String> words) {
            return new Call(List.copyOf(words), Path.of("/"), Map.of(), limit, line -> {});
        }

        Call in(Path folder) {
            return new Call(words, folder, variables, limit, lines);
        }

        Call with(Map<String, String> more) {
            Map<String, String> both = new HashMap<>(variables);
            both.putAll(more);
            return new Call(words, directory, both, limit, lines);
        }

        Call each(Consumer<String> consumer) {
            return new Call(words, directory, variables, limit, consumer);
        }

        /** Enough to recognise it in a line of progress. */
        String shortly() {
            return Path.of(words.getFirst()).getFileName()
                    + " "
                    + words.stream().skip(1).limit(3).collect(Collectors.joining(" "));
        }

        /** As a person would type it. */
        String text() {
            return String.join(" ", words);
        }
    }

    /**
     * How it ended.
     *
     * @param output the last 2,000 lines of both streams
     * @param verdict "exited with 1 after 2.0 s" or "was stopped after 60 s without an end"
     */
    record Outcome(Call call, boolean succeeded, String output, String verdict) {
        /** Evidence for a person: command, verdict, last lines. */
        String failure() {
            List<String> lines =
                    output.lines().filter(line -> !NOISE.matcher(line).matches()).toList();
            String tail =
                    String.join(
                            "\n  ",
                            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
            return "`"
                    + call.text()
                    + "` "
                    + verdict
                    + (tail.isEmpty() ? " and said nothing" : ", last lines:\n  " + tail);
        }
    }

    /** Runs it to its end and gives the outcome, whatever it is. */
    Outcome run(Call call) throws InterruptedException {
        observer.accept(call.words());
        long startNs = clock.nowNs();
        Process process;
        try {
            process = start(call);
        } catch (IOException e) {
            return new Outcome(call, false, "", "could not be started: " + e.getMessage());
        }
        Deque<String> lines = new ArrayDeque<>();
        Thread reader =
                Thread.ofVirtual().start(() -> read(process.getInputStream(), lines, call.lines()));
        boolean ended = false;
        try {
            ended = await(process, call, startNs);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        // A straggler that kept the pipe open must not hold us.
        if (!reader.join(Duration.ofSeconds(2))) {
            reader.interrupt();
        }
        String seconds = String.format("%.1f s", (clock.nowNs() - startNs) / 1e9);
        String output;
        synchronized (lines) {
            output = String.join("\n", lines);
        }
        return ended
                ? new Outcome(
                        call,
                        process.exitValue() == 0,
                        output,
                        "exited with " + process.exitValue() + " after " + seconds)
                : new Outcome(
                        call, false, output, "was stopped after " + seconds + " without an end");
    }

    private Process start(Call call) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.addAll(List.of(SETSID.toString(), SHELL.toString(), "-c", GUARD, "guard"));
        }
        words.addAll(call.words());
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(call.directory().toFile())
                        .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        UNWANTED.forEach(variables::remove);
        variables.put("PATH", host.childPath());
        variables.put("LC_ALL", "C.UTF-8");
        variables.putAll(call.variables());
        return builder.start();
    }

    private boolean await(Process process, Call call, long startNs) throws InterruptedException {
        long limitNs = call.limit().toNanos();
        while (true) {
            long elapsedNs = clock.nowNs() - startNs;
            if (elapsedNs >= limitNs) {
                return false;
            }
            long waitNs = Math.min(HEARTBEAT.toNanos(), limitNs - elapsedNs);
            if (process.waitFor(waitNs, TimeUnit.NANOSECONDS)) {
                return true;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.nowNs() - startNs);
            progress.accept("  still at work after " + seconds + " s: " + call.shortly());
        }
    }

    /** Closing our end makes the guard kill its group; the rest is for machines without setsid. */
    private static void kill(Process process) throws InterruptedException {
        List<ProcessHandle> descendants = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The guard is gone, which is what we want.
        }
        boolean interrupted = false;
        try {
            process.waitFor(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (interrupted) {
            throw new InterruptedException("stopped while ending " + process.pid());
        }
    }

    private static @Nullable String plain(@Nullable String line) {
        return line == null ? null : COLOUR.matcher(line).replaceAll("");
    }

    private static void read(InputStream stream, Deque<String> lines, Consumer<String> consumer) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line = plain(reader.readLine());
            while (line != null) {
                synchronized (lines) {
                    if (lines.size() == KEPT_LINES) {
                        lines.removeFirst();
                    }
                    lines.addLast(line);
                }
                consumer.accept(line);
                line = plain(reader.readLine());
            }
        } catch (IOException closed) {
            // The process was killed under us; what was read so far is the evidence.
        }
    }
}
