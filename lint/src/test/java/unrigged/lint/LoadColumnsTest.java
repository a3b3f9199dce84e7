package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadColumnsTest {
    /** Two loads, 10 requests in flight of each 100 too many in one cell of the second. */
    private static final String TABLE =
            """
            framework,rps A,avg A (ms),P50 A (ms),P99 A (ms),rps B,avg B (ms),P50 B (ms),P99 B (ms)
            alpha,10000,6.38,6.0,14.1,10100,25.3,24.0,60.1
            beta,20000,3.19,3.0,9.1,20500,12.4,12.1,11.2
            gamma,8000,7.98,7.7,22.0,8100,41.5,31.0,80.5
            """;

    private static LintResult lint(String first, String second) {
        return TestTables.lint(TABLE.replace("A", first).replace("B", second));
    }

    private static List<String> evidence(LintResult result) {
        return result.findings().stream().map(found -> found.finding().evidence()).toList();
    }

    @Test
    void eachLoadHasItsOwnConnectionsAndItsOwnOrderOfPercentiles() {
        List<String> both =
                List.of(
                        "gamma: 8,100/s × 41.5 ms = 336.2 in flight, of 256",
                        "beta: P50 12.1 ms > P99 11.2 ms");
        for (LintResult result :
                List.of(
                        lint("@ 64", "@ 256"),
                        lint("(64 connections)", "(256 connections)"),
                        lint("64 clients", "256 clients"))) {
            assertEquals(both, evidence(result));
            assertEquals(
                    "P99 latency in ms at 256 connections",
                    result.table().columns().getLast().meaning());
            assertTrue(
                    result.table().notes().stream()
                            .anyMatch(note ->
                                    note.startsWith("columns are of several loads, 64, 256: ")),
                    result.table().notes().toString());
        }
    }

    /** Such as rates: at 20,000 requests a second there are not 20,000 connections. */
    @Test
    void aNumberThatIsNotInFlightIsNotConnections() {
        LintResult rates = lint("@ 10000", "@ 20000");
        assertEquals(List.of("beta: P50 12.1 ms > P99 11.2 ms"), evidence(rates));
        assertEquals("P99 latency in ms", rates.table().columns().getLast().meaning());
        assertTrue(
                rates.table().notes().getLast().contains("of what is not known"),
                rates.table().notes().toString());
    }

    @Test
    void aNumberBehindAPercentileIsALoadUnlessItIsItsDecimals() {
        String loads =
                "f,p50_64_ms,p99_64_ms,p50_256_ms,p99_256_ms\na,6.0,14.1,24.0,60.1\nb,3.0,9.1,12.1,11.2\n";
        assertEquals(List.of("b: P50 12.1 ms > P99 11.2 ms"), evidence(TestTables.lint(loads)));
        assertEquals(1, TestTables.lint(loads).table().notes().size());
        assertEquals(
                List.of(),
                TestTables.understood("f,p99_9_ms,p99_99_ms\na,6.0,14.1\nb,3.0,9.1\n").notes());
    }

    @Test
    void oneLoadOrAUnitBehindTheNumberIsNone() {
        for (String name : List.of("@ 64", "@ 64 kB", "@ 2.4 GHz", "@ 1000 rps")) {
            String other = name.equals("@ 64") ? "" : name.replace("@ ", "@ 1");
            assertEquals(
                    List.of(),
                    TestTables.understood(
                                    "f,p50 A (ms),p50 B (ms)\na,6.0,14.1\nb,3.0,9.1\n"
                                            .replace("A", name)
                                            .replace("B", other))
                            .notes(),
                    name);
        }
    }
}
