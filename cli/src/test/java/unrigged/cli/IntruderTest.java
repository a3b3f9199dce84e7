package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;
import unrigged.journal.Journal;
import unrigged.setup.Setup;

/** A second user of the machine tries a real run's ports and files, while it measures. */
@Tag("topology")
class IntruderTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final String NOT_ALLOWED = "42501";

    private static final String PLAN =
            """
            name: intruder
            scale: absolute
            baseline: flask-gunicorn
            stacks: [flask-gunicorn]
            scenarios: [better-sync]
            blocks: 2
            deployment: alone
            trial: {warm_up: 500ms, warm_up_jvm: 500ms, window: 4s}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anotherUserCanReadTheTablesAndNothingElse() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        Path program = folder.resolve("started-by-an-intruder");
        CliProcess cli = CliProcess.start(folder, "run", plan.toString(), "--out", run.toString());
        try {
            Ports first = ports(cli, run.resolve("logs/b01-better-sync-flask-gunicorn"));
            List<String> files = secretFiles(run);
            Map<String, String> outcomes = intrude(first, program, files);
            nothingButReading(outcomes);
            files.forEach(file ->
                    assertEquals(
                            ROOT ? "permission denied" : "done",
                            outcomes.get("open " + file),
                            file));
            assertFalse(Files.exists(program), "a program was started");
            noCommandLineShows(secrets(files));
            Ports second = ports(cli, run.resolve("logs/b02-better-sync-flask-gunicorn"));
            assertEquals(List.of(""), secondDefaults(second), "a default survived the trial");
            cli.awaitMeasured(TIMEOUT);
        } finally {
            cli.kill();
        }
        List<Event.TrialMeasured> trials = Journal.read(run.resolve("journal.jsonl")).measured();
        assertEquals(2, trials.size());
        trials.forEach(trial -> assertTrue(trial.load().ok() > 10, trial.toString()));
    }

    private static void nothingButReading(Map<String, String> outcomes) {
        List<String> allowed = List.of("read", "sleep", "read delay", "own defaults");
        for (String place : List.of("database", "pool")) {
            allowed.forEach(name -> assertEquals("done", outcomes.get(place + " " + name), name));
        }
        outcomes.forEach((attempt, outcome) -> {
            if (attempt.matches("(superuser|console) .*|.* (as|other) .*")) {
                assertFalse(outcome.equals("done"), attempt);
            } else if (!attempt.startsWith("open ")
                    && allowed.stream().noneMatch(name -> attempt.endsWith(" " + name))) {
                assertEquals(NOT_ALLOWED, outcome, attempt);
            }
        });
        assertTrue(outcomes.size() > 50, outcomes.toString());
    }

    private record Ports(int database, int pool) {}

    /** From the configuration, as soon as PgBouncer gives a session of the database. */
    private static Ports ports(CliProcess cli, Path logs) throws Exception {
        Path ini = logs.resolve("pgbouncer.ini");
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            if (Files.exists(logs.resolve("proxy.log"))) {
                String text = Files.readString(ini);
                Ports ports =
                        new Ports(
                                number(text, " port=(\\d+)"), number(text, "listen_port = (\\d+)"));
                if (!secondDefaults(ports).isEmpty()) {
                    return ports;
                }
            }
            if (cli.endsWithin(Duration.ofMillis(20)) || System.nanoTime() > deadline) {
                throw new AssertionError("no trial began: " + cli.err());
            }
        }
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return Integer.parseInt(matcher.group(1));
    }

    /** The default application names of fresh sessions, past the pool; none when it is not up. */
    private static List<String> secondDefaults(Ports ports) throws Exception {
        String script =
                source().replace("\nmain()\n", "\n")
                        + """
                        try:
                            print(Session(%d, "unrigged", "unrigged").ask("show application_name")[0][6:].decode())
                        except (Refused, OSError):
                            pass
                        """
                                .formatted(ports.database());
        return python(script, List.of("-"));
    }

    private static Map<String, String> intrude(Ports ports, Path program, List<String> files)
            throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of("-", "" + ports.database(), "" + ports.pool(), program.toString()));
        arguments.addAll(files);
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String line : python(source(), arguments)) {
            int colon = line.lastIndexOf(": ");
            outcomes.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return outcomes;
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("src/test/resources/intruder.py"));
    }

    /** As nobody where this test may change user; the ports do not know who knocks. */
    private static List<String> python(String script, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(
                    List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        }
        command.add("python3");
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true);
        // One that the other user may start too, not one below somebody's home.
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        Process python = builder.start();
        try (var in = python.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, python.waitFor(), said);
        return said.lines().toList();
    }

    /**
     * What holds a secret: the cluster's password, PgBouncer's users, the generator's variables.
     */
    private static List<String> secretFiles(Path run) throws Exception {
        List<String> files = new ArrayList<>();
        Path data = Setup.cacheDirectory(System.getenv()).resolve("data");
        try (Stream<Path> clusters = Files.list(data)) {
            clusters.map(cluster -> cluster.resolve("superuser-password"))
                    .filter(Files::exists)
                    .forEach(file -> files.add(file.toString()));
        }
        try (Stream<Path> scratch = Files.walk(run.resolve("scratch"))) {
            scratch.filter(file -> file.endsWith("pgbouncer-users.txt"))
                    .forEach(file -> files.add(file.toString()));
        }
        // The users, and at least one cluster: older versions keep theirs.
        assertTrue(files.size() >= 2, files.toString());
        for (String file : files) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))));
        }
        files.add(processWith("UNRIGGED_CONTROL_TOKEN").resolve("environ").toString());
        return files;
    }

    private static Path processWith(String variable) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path entry : entries) {
                    if (("\0" + text(entry.resolve("environ"))).contains("\0" + variable + "=")) {
                        return entry;
                    }
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no process has the variable " + variable);
    }

    private static List<String> secrets(List<String> files) {
        Pattern secret = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
        List<String> secrets =
                files.stream()
                        .flatMap(file -> secret.matcher(text(Path.of(file))).results())
                        .map(found -> found.group())
                        .toList();
        assertEquals(files.size(), secrets.size());
        return secrets;
    }

    private static void noCommandLineShows(List<String> secrets) throws IOException {
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                String line = text(entry.resolve("cmdline"));
                secrets.forEach(secret -> assertFalse(line.contains(secret), line));
            }
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
