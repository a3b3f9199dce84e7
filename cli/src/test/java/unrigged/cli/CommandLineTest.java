package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit status, stdout and stderr of calls that need no topology. */
class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run", "resume", "report", "compare", "export", "stacks", "new", "setup", "duel"
            })
    void everyCommandExplainsItself(String command) {
        CommandCall outcome = CommandCall.of(command, "--help");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().startsWith("Usage: unrigged " + command), outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run nosuch | unknown plan 'nosuch'",
                "run --stacks flask-gunicor | --stacks: unknown stack 'flask-gunicor'; did you mean 'flask-gunicorn'?",
                "run --stacks no/such.yaml | no/such.yaml: there is no such file",
                "verify flask-gunicor | unrigged: unknown stack 'flask-gunicor'; did you mean 'flask-gunicorn'?",
                "verify flask-gunicorn --pool-size -1 | --pool-size: expected a whole number from 0 to 64 but found -1",
                "verify flask-gunicorn --pool-size 65 | --pool-size: expected a whole number from 0 to 64 but found 65",
                "verify flask-gunicorn --pool-size many | --pool-size 'many'",
                "stacks --stacks nosuch | --stacks: unknown stack 'nosuch'",
                "run --reference nosuch | --reference: unknown stack 'nosuch'",
                "run --baseline nosuch | --reference: unknown stack 'nosuch'",
                "run --scenario beter-sync | --scenario: unknown scenario 'beter-sync'; did you mean 'better-sync'?",
                "run --mode fare | --mode: unknown value 'fare'; did you mean 'fair'?",
                "run --scale big | --scale: unknown value 'big'",
                "run --blocks 0 | --blocks: expected a whole number of at least 1 but found 0",
                "run --blocks many | --blocks 'many'",
                "resume /no/such/run | it does not exist",
                "run no/such/plan.yaml | no/such/plan.yaml: there is no such file",
                "resume /no/such/run | /no/such/run: not the directory of a run",
                "report /no/such/run | /no/such/run: not the directory of a run",
                "setup --stacks nosuch | --stacks: unknown stack 'nosuch'",
                "frobnicate | unknown command 'frobnicate'",
                "reprot | unknown command 'reprot'; did you mean 'report'",
                "run --bloks 3 | unknown option '--bloks'; did you mean '--blocks'?",
                "run flask-gunicorn | unrigged: 'flask-gunicorn' is a stack, not a plan",
                "run better-async | unrigged: 'better-async' is a scenario, not a plan",
                "run better-async | to fix: unrigged run --scenario better-async",
                "run ../stacks/stacks.yaml | is a catalogue of stacks, not a plan",
                "run ../stacks/stacks.yaml | to fix: unrigged run --stacks ../stacks/stacks.yaml",
                "run ../docs/results/quick-2026-11-24 | is the directory of a run, not a plan",
                "run ../docs/results/quick-2026-11-24 | to fix: unrigged resume",
                "run .. | is a directory, not a plan",
                "run .. | to fix: give the name of a plan",
                "run @quick | unknown plan '@quick'",
                "bench | unknown command 'bench'",
                "bench | to fix: unrigged run measures",
                "http://localhost:8080/ | to fix: unrigged load http://localhost:8080/",
                "quick | to fix: unrigged run quick",
                "run --stacks tomcat | unknown stack 'tomcat'; did you mean 'tomcat-",
                "run --stacks xyzzy | unknown stack 'xyzzy', and none of the ",
                "verify flask-gunicorn --report no/such/file.json | --report: no/such/file.json cannot be written: there is no directory",
                "verify flask-gunicorn --report target | it is a directory",
                "report /no/such/run | to fix:",
                "compare /no/such/run /no/such/run | /no/such/run: not the directory of a run",
                "compare /no/such/run /no/such/run --metric p95 | --metric: unknown value 'p95'; did you mean 'p99'?",
                "compare a b --fail-on slower | --fail-on: expected regression or regression:5% (a tolerance below 100%) but found 'slower'",
                "compare a b --junit no/such/file.xml | --junit: no/such/file.xml cannot be written: there is no directory",
                "compare a b --junit x.xml --md x.xml | --junit and --md name the same file, x.xml",
                "run quick flask-gunicorn | unexpected argument 'flask-gunicorn'",
                "duel | no server was given; a duel needs two",
                "duel http://127.0.0.1:1/ | one server was given; a duel needs two",
                "duel http://127.0.0.1:1/ https://127.0.0.1:2/ | asks for TLS, which the load generator does not speak yet",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --duration 5s | --duration: expected 10s to 60m but found 5s",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --duration long | --duration: expected a number and one of us, ms, s, m, for example 90s, but found 'long'",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --warm-up 2m | --warm-up: 2m leaves nothing of a duel of 1m",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --clients 0 | --clients: expected a whole number from 1 to 10000 but found 0",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --fail-on faster | --fail-on: expected slower or slower:5%",
                "duel http://127.0.0.1:1/ http://127.0.0.1:2/ --start x --start y --start z | --start 'z': there is no URL for it",
                "vs | to fix: unrigged duel URL URL",
                "run --budget 5s | --budget: expected a time from 10s to 10080m (a week), such as 30m, but found '5s'",
                "run --budget 20000m | --budget: expected a time from 10s to 10080m (a week), such as 30m, but found '20000m'",
                "run --until tomorrow | --until: expected decided but found 'tomorrow'",
                "run --question rank | --question: says what is to be decided, so it needs --until decided or --budget TIME beside it",
            })
    void wrongUseIsStatusTwoWithOneMessageAndNothingOnStdout(String call, String message) {
        CommandCall outcome = CommandCall.of(call.split(" "));
        assertEquals(2, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void aDryRunForetellsAndWritesNothing() {
        Path target = folder.resolve("dry");
        CommandCall outcome =
                CommandCall.of(
                        "run", "article", "--dry-run", "--seed", "7", "--out", target.toString());
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(
                outcome.out()
                        .contains(
                                "8 blocks of 2 rounds; in each block 22 servers start together and have 48 slices"),
                outcome.out());
        assertTrue(outcome.out().contains("memory: about "), outcome.out());
        assertTrue(outcome.out().contains("seed 7\n"), outcome.out());
        assertTrue(Files.notExists(target));
    }

    @Test
    void aDryRunIsOneJsonDocumentToo() {
        CommandCall outcome = CommandCall.of("run", "--dry-run", "--json", "--blocks", "4");
        assertEquals(0, outcome.status(), outcome.err());
        var json = unrigged.journal.Json.LINES.readTree(outcome.out());
        assertEquals(4, json.get("blocks").asInt());
        assertEquals(8, json.get("servers").size());
        assertTrue(json.get("logHalfWidth95").get("single").asDouble() > 0.02, outcome.out());
    }

    @Test
    void aDryRunOfTrialsHasNoDeployment() {
        CommandCall outcome = CommandCall.of("run", "--dry-run", "--mode", "faithful-2020");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("5 blocks of 21 trials"), outcome.out());
    }

    @Test
    void aRunIsNotWrittenIntoAFullDirectory() throws IOException {
        Files.writeString(folder.resolve("journal.jsonl"), "");
        CommandCall outcome = CommandCall.of("run", "--out", folder.toString());
        assertEquals(2, outcome.status());
        assertTrue(
                outcome.err().contains("is not empty")
                        && outcome.err().contains("unrigged resume " + folder),
                outcome.err());
    }

    @Test
    void aWrongPlanFileLeavesNoRunDirectoryBehind() throws IOException {
        Path plan =
                Files.writeString(
                        folder.resolve("plan.yaml"),
                        "name: x\nstacks: [nosuch]\nscenarios: [baseline]\n");
        CommandCall outcome =
                CommandCall.of("run", plan.toString(), "--out", folder.resolve("run").toString());
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("plan.yaml:2:10"), outcome.err());
        assertTrue(Files.notExists(folder.resolve("run")));
    }
}
