package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadCommandLineTest {
    private static final String URL = "http://127.0.0.1:1/";
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "https://127.0.0.1/            | http://HOST",
                "ftp://127.0.0.1/              | http://HOST",
                "127.0.0.1:8080                | http://HOST",
                "http://127.0.0.1:70000/       | http://HOST",
                "http://u:p@127.0.0.1/         | Authorization",
                "http:///nohost                | http://HOST",
                "--connections=0 URL           | at least 1",
                "--connections=ten URL         | --connections 'ten'",
                "--requests=0 URL              | at least 1",
                "--duration=10 URL             | expected a number and one of us, ms, s, m, h",
                "--duration=0s URL             | more than 0",
                "--timeout=0s URL              | more than 0",
                "--threads=11 URL              | one connection for each thread",
                "--threads=0 URL               | at least 1",
                "--source=nowhere.invalid URL  | is no address",
                "--rate=fast URL               | is no rate",
                "--rate=0 URL                  | no request would ever be due",
                "--rate=0/10s,5/10s --duration=5s URL | before the window ends",
                "--rate=30/d URL               | 'd' is no length",
                "--rate=1..5 URL               | has no length",
                "--rate=5/1s,6 URL             | '6' is no rate",
                "--rate=5/0s URL               | '0s' is no length",
                "--rate=5 --think-time=1s URL  | one of them",
                "--rate=5 --pacing=loose URL   | exact, grid, spin",
                "--rate=5 --arrivals=x URL     | constant, poisson",
                "--transport=tcp URL           | does not exist",
                "--method=CONNECT URL          | CONNECT",
                "--method=get URL              | upper case",
                "--header=broken URL           | a colon",
                "--header=Connection:close URL | --no-keepalive",
                "--expect-status=20 URL        | 200 to 599",
                "--expect-mask=a --expect-length=1 URL | one of them",
                "--control=1234 URL            | HOST:PORT",
                "--control=192.0.2.1:80 URL    | loopback",
                "--connections=2 --requests=9 --connections=3 URL | --connections is given 2 times",
                "--json --json URL             | --json is given twice",
                "--no-such-option URL          | --help",
                "\"\"                            | --help",
            })
    void wrongUseIsExplainedAndExitsWith2(String arguments, String explained) {
        assertEquals(2, main(arguments.replace("URL", URL)));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertTrue(err().contains(explained), err());
    }

    @Test
    void helpTeachesWithExamples() {
        assertEquals(0, main("--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        assertTrue(help.contains("Usage: unrigged load"), help);
        assertTrue(help.contains("Examples:"), help);
        assertTrue(help.contains("--no-keepalive"), help);
    }

    @Test
    void nothingAnsweredExitsWith1() {
        assertEquals(1, main(URL + " --duration=50ms"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("connect"));
    }

    @Test
    void moreConnectionsThanDescriptorsIsTheMachinesLimitAndNamesIt() {
        assertEquals(3, main(URL + " --connections=9000000"));
        assertTrue(err().contains("Max open files"), err());
    }

    @Test
    void aHostWithoutAnAddressExitsWith3() {
        assertEquals(3, main("http://no-such-host.invalid/"));
        assertTrue(err().contains("no-such-host.invalid"), err());
    }

    @Test
    void aLogThatCannotBeWrittenExitsWith3(@TempDir Path folder) {
        assertEquals(3, main(URL + " --hlog=" + folder.resolve("none/x.hlog")));
        assertTrue(err().contains("--hlog"), err());
    }

    @Test
    void aControllerThatIsNotThereExitsWith3() {
        assertEquals(3, main(URL + " --control=127.0.0.1:1"));
        assertTrue(err().contains("--control"), err());
    }

    @Test
    void theSummaryNamesWhatMatters() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            assertEquals(0, main(server.url() + " --connections=2 --requests=20"));
            String summary = out.toString(StandardCharsets.UTF_8);
            for (String part :
                    new String[] {
                        "answers per second", "p99.9", "2 of 2 established", "self-check:"
                    }) {
                assertTrue(summary.contains(part), summary);
            }
            assertEquals("", err());
        }
    }

    @Test
    void optionsWithSeveralValuesMayBeRepeatedAndCostTheOthersNothing() {
        LoadPlan plan =
                Loads.plan(
                        URL,
                        "--header=A: b",
                        "--requests=20",
                        "--header=C: d",
                        "--source=127.0.0.1",
                        "--threads=2",
                        "--source=127.0.0.2");
        assertEquals(20, plan.schedule().requestsMax(Phase.WINDOW));
        assertEquals(2, plan.engine().threads());
        assertEquals(2, plan.engine().sources().size());
        assertEquals(List.of("A: b", "C: d"), plan.exchanges().getFirst().request().headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1500us", "1.5ms"})
    void durationsAreReadInTheirUnit(String text) throws Exception {
        assertEquals(1_500_000, new DurationText().convert(text).toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, h, /",
        "http://h:8080/a/b?c=d#e, h:8080, /a/b?c=d",
        "http://[::1]:81?x, [::1]:81, /?x"
    })
    void theUrlGivesHostAndPath(String url, String host, String path) {
        Target target = Target.parse(url);
        assertEquals(host, target.hostHeader());
        assertEquals(path, target.path());
    }

    private int main(String arguments) {
        String[] words = arguments.isBlank() ? new String[0] : arguments.strip().split(" +", -1);
        return new LoadMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
