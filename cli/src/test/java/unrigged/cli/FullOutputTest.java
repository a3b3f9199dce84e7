package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code unrigged export … > file} on a full disk: a file cut short must not look like success. */
class FullOutputTest {
    @Test
    void outputThatCouldNotBeWrittenIsAnError() throws Exception {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dunrigged.checkout=" + CliProcess.CHECKOUT,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "unrigged.cli.Unrigged",
                                        "stacks"))
                        .redirectOutput(new File("/dev/full"))
                        .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(3, process.waitFor(), err);
        assertTrue(err.contains("standard output cannot be written"), err);
    }
}
