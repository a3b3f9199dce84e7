package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure parts of the benches are Python with tests of their own: plans, readings, tables. */
class BenchTest {
    private static final Pattern RAN = Pattern.compile("(?m)^Ran (\\d+) tests");

    @ParameterizedTest
    @CsvSource({"generator, 30", "article, 7", "intervals, 7"})
    void aBenchPassesItsOwnTests(String name, int least) throws Exception {
        Path bench = CliProcess.CHECKOUT.resolve("bench").resolve(name);
        ProcessBuilder python =
                new ProcessBuilder(
                                "python3",
                                "-B",
                                "-m",
                                "unittest",
                                "discover",
                                "-s",
                                bench.toString(),
                                "-t",
                                bench.toString())
                        .redirectErrorStream(true);
        Process tests = python.start();
        String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tests.waitFor(), said);
        Matcher ran = RAN.matcher(said);
        assertTrue(ran.find() && Integer.parseInt(ran.group(1)) >= least, said);
    }
}
