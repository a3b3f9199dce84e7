package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.program.EnvironmentException;

class TrialFailuresTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String reason(Exception failure) {
        return TrialFailures.ofTrial(failure, List.of(folder)).reason();
    }

    private IOException failure(Path file) {
        return assertThrows(IOException.class, () -> Files.writeString(file, "text"));
    }

    @Test
    void theReasonIsTheTrueOne() {
        IOException missing = failure(folder.resolve("none/nginx.conf"));
        String why = "there is no such file or directory: " + folder.resolve("none/nginx.conf");
        assertEquals(why, reason(missing));
        assertEquals(why, reason(new UncheckedIOException(missing)));
        assertTrue(reason(failure(folder)).contains("Is a directory"), reason(failure(folder)));
        assertEquals("it died", reason(new TrialException("it died", "")));
    }

    @Test
    void aDirectoryThatIsGoneConcernsAllTrials() {
        EnvironmentException ended =
                assertThrows(
                        EnvironmentException.class,
                        () ->
                                TrialFailures.ofTrial(
                                        new TrialException("it died", ""),
                                        List.of(folder, folder.resolve("gone"))));
        assertTrue(ended.text().contains(folder.resolve("gone").toString()), ended.text());
    }

    /** In a mount namespace, which ends with its process. */
    @Test
    void aFullDiskConcernsAllTrials() throws Exception {
        boolean root = new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0");
        String script =
                "mount -t tmpfs -o size=1m none " + folder + " || exit 9; exec \"$@\" " + folder;
        Process process =
                new ProcessBuilder(
                                root ? "unshare" : "env",
                                root ? "--mount" : "unshare",
                                root ? "--" : "--mount",
                                root ? "env" : "--map-root-user",
                                "sh",
                                "-c",
                                script,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Probe.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assumeTrue(status == 0, "a tmpfs cannot be mounted here: " + said);
        assertTrue(said.startsWith("no disk space left: " + folder + " has "), said);
        assertTrue(said.contains("resume the run"), said);
    }

    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            try {
                System.out.println(
                        TrialFailures.ofTrial(
                                        new TrialException("it died", ""),
                                        List.of(Path.of(args[0])))
                                .reason());
            } catch (EnvironmentException ended) {
                System.out.println(ended.text());
            }
        }
    }
}
