package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.experiment.Event;
import unrigged.journal.Journal;
import unrigged.program.EnvironmentException;
import unrigged.setup.Setup;

/** Directories whose names mean something to a shell or to a configuration's format. */
class OddPathTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    /** Non-ASCII names need a locale that has them. */
    private static final String LETTERS =
            System.getProperty("sun.jnu.encoding", "").equals("UTF-8") ? " \u00fc\u6f22" : "";

    private static final String PLAN =
            """
            name: odd
            scale: absolute
            baseline: flask-gunicorn
            stacks: [flask-gunicorn, flask-uwsgi, flask-gevent, tomcat-virtual]
            scenarios: [better-sync]
            blocks: 1
            rounds: 1
            slice: {warm_up: 300ms, warm_up_jvm_max: 3s}
            settings: {nginx: {access_log: true}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    @Tag("topology")
    void aWholeRunBelowOddPaths() throws Exception {
        Path cacheDirectory =
                Files.createDirectories(folder.resolve("p 'q\" #$HOME `x` {y} \\z" + LETTERS));
        for (String part : List.of("parts", "environments", "versions.properties")) {
            Path real = Setup.cacheDirectory(System.getenv()).resolve(part);
            if (Files.exists(real)) {
                Files.createSymbolicLink(cacheDirectory.resolve(part), real);
            }
        }
        Path below =
                Files.createDirectories(
                        folder.resolve("r 'q\" ;#$HOME `x` {workers} \\z:\n" + LETTERS));
        Path plan = Files.writeString(below.resolve("my plan.yaml"), PLAN);
        Path run = below.resolve("run 1");
        CliProcess cli =
                CliProcess.start(
                        below,
                        Map.of("UNRIGGED_HOME", cacheDirectory.toString()),
                        "run",
                        plan.toString(),
                        "--out",
                        run.toString());
        cli.awaitMeasured(TIMEOUT);
        List<Event.TrialMeasured> trials = Journal.read(run.resolve("journal.jsonl")).measured();
        // Two servers of the reference stack; a disturbed round comes twice.
        assertTrue(trials.size() >= 5, cli.err());
        trials.forEach(trial -> assertTrue(trial.load().ok() > 10, trial.toString()));
        try (Stream<String> log = Files.lines(run.resolve("logs/b01.1/access.log"))) {
            assertTrue(log.count() > 10);
        }
        assertTrue(Files.exists(run.resolve("report.html")));
        assertEquals(List.of(), CliProcess.leftOver(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a:b", "/a;b", "/a\nb", "/a\ufffdb"})
    void aPrivateDirectoryThatNoListCanHoldIsRefused(String path) {
        EnvironmentException refused =
                assertThrows(
                        EnvironmentException.class,
                        () ->
                                Installation.requireListable(
                                        "private directory", Path.of(path), ":;\n"));
        assertTrue(refused.text().contains("UNRIGGED_HOME"), path);
    }

    @Test
    void theShellGetsBackTheWordThatWasQuoted() throws Exception {
        assertEquals("runs/2026-11-22-1", ShellWord.of("runs/2026-11-22-1"));
        for (String text : List.of("a b", "it's", "$HOME `x` \"y\" ;#\\ {z}*?", "a\nb", "")) {
            Process shell =
                    new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text)).start();
            assertEquals(
                    text,
                    new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
