package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import unrigged.lint.LintResult.NotChecked;
import unrigged.lint.LoadSettings.Setting;

/** What is no contradiction, and what only just is one. */
class ToleranceTest {
    @Test
    void roundingOfBothFiguresIsNoContradiction() {
        // 933,296 × 0.54 ms = 504, but 0.535 ms would be 499
        assertEquals(
                List.of(),
                rules(
                        """
                        # 500 connections
                        framework,requests_per_s,latency_mean_ms
                        alpha,933296.99,0.54
                        beta,396500.98,1.26
                        """));
    }

    @Test
    void pipeliningMultipliesTheRequestsInFlight() {
        String csv =
                """
                framework,requests_per_s,latency_mean_ms
                alpha,54500,17.87
                beta,10280,96.71
                """;
        assertEquals(List.of("closed-loop"), rules(csv, Map.of(Quantity.CONNECTIONS, 100.0)));
        assertEquals(
                List.of(),
                rules(csv, Map.of(Quantity.CONNECTIONS, 100.0, Quantity.PIPELINE, 10.0)));
    }

    @Test
    void thinkTimeIsPartOfTheCycle() {
        String csv =
                """
                framework,requests_per_s,latency_mean_ms
                alpha,1000,10.0
                beta,500,110.0
                """;
        assertEquals(List.of("closed-loop"), rules(csv, Map.of(Quantity.CONNECTIONS, 100.0)));
        assertEquals(
                List.of(),
                rules(csv, Map.of(Quantity.CONNECTIONS, 100.0, Quantity.THINK_TIME, 0.09)));
    }

    @Test
    void whereConnectionsAreNotKnownRowsAreComparedWithEachOther() {
        assertEquals(
                List.of("closed-loop"),
                rules(
                        """
                        framework,requests_per_s,latency_mean_ms
                        alpha,1000,64.0
                        beta,2000,32.1
                        gamma,4000,15.9
                        delta,8000,40.0
                        epsilon,500,128.3
                        """));
    }

    @Test
    void theSameRateInAllRowsIsAskedAboutNotFlagged() {
        LintResult result =
                TestTables.lint(
                        """
                        framework,requests_per_s,latency_mean_ms
                        alpha,1000,4.0
                        beta,1001,12.1
                        gamma,1000,35.9
                        delta,999,9.5
                        """);
        assertEquals(List.of(), result.findings());
        assertEquals(
                "throughput is the same in all rows and latency is not, as in an open loop; say --open-loop, or --connections N",
                result.notChecked().stream()
                        .filter(one -> one.rule() == LintRule.CLOSED_LOOP)
                        .map(NotChecked::why)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void anOpenLoopBoundsNothing() {
        LoadSettings open = new LoadSettings(Map.of(), Optional.of(true), Optional.empty());
        assertEquals(
                List.of(),
                Lint.of(
                                List.of(
                                        TestTables.understood(
                                                """
                                                framework,connections,requests_per_s,latency_mean_ms
                                                alpha,10,1000,40.0
                                                """,
                                                open)))
                        .getFirst()
                        .findings());
    }

    @Test
    void timePerRequestOfOneConnectionIsALatency() {
        assertEquals(
                List.of(),
                rules(
                        """
                        # ab -n 1000 -c 1
                        server,requests_per_s,time_per_request_ms
                        alpha,2000,0.500
                        beta,4000,0.250
                        gamma,1250,0.800
                        """));
    }

    @Test
    void aPercentileEqualToTheNextIsInOrder() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,p50_ms,p90_ms,p99_ms
                        alpha,10,11,11
                        beta,9,9,12
                        """));
    }

    @Test
    void aMeanAboveP99IsPossibleWhereNoLongestTimeIsKnown() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,latency_mean_ms,p99_ms
                        alpha,50,40
                        beta,12,40
                        """));
    }

    @Test
    void ratiosAgreeWithinTheDigitsOfAllThreeFigures() {
        // 2.83 / 0.25 = 11.32 is written 11.5: the reference may be 0.246
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,peak_memory_mb,relative_memory
                        alpha,0.25,1.0
                        beta,0.29,1.2
                        gamma,0.61,2.5
                        delta,1.95,7.9
                        epsilon,2.83,11.5
                        """));
    }

    @Test
    void ratiosOfATimeMayBeTheOtherWayRound() {
        assertEquals(
                List.of("ratio-mismatch"),
                rules(
                        """
                        command,mean_ms,speedup
                        alpha,100,4.00
                        beta,200,2.00
                        gamma,250,1.60
                        delta,320,1.90
                        epsilon,400,1.00
                        """));
    }

    @Test
    void aZeroThroughputOfAnErroredRowIsATrueOne() {
        assertEquals(
                List.of("failures-left-out"),
                rules(
                        """
                        framework,requests_per_s,requests,failed
                        alpha,1000,10000,0
                        beta,0,9000,9000
                        gamma,1200,12000,3
                        """));
    }

    @Test
    void aShortestTimeOfZeroMayBeRounded() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,requests_per_s,min_ms,p50_ms
                        alpha,1000,0,10
                        beta,900,1,11
                        """));
    }

    @Test
    void aTableSortedByOneColumnIsNotSortedByTheOthers() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,plaintext (req/s),json (req/s),query (req/s)
                        alpha,9100,7200,3100
                        beta,8900,7300,2950
                        gamma,7000,6800,2200
                        delta,6800,5100,2250
                        epsilon,5000,4200,1300
                        zeta,4900,4050,1260
                        """));
    }

    @Test
    void columnsThatAreFarApartMayAllFall() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,plaintext (req/s),json (req/s),query (req/s)
                        alpha,64000,32000,16000
                        beta,32000,16000,8000
                        gamma,16000,8000,4000
                        delta,8000,4000,2000
                        epsilon,4000,2000,1000
                        zeta,2000,1000,500
                        """));
    }

    @Test
    void aVariantMayAnswerWithMoreBytes() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,requests_per_s,transfer_mb_per_s
                        alpha,10000,1.60
                        beta,9000,1.45
                        gamma,8000,1.29
                        alpha-big-json,2000,23.00
                        """));
    }

    @Test
    void oneSlowRowIsNoPatternOfRepeatedConnectionRequests() {
        assertEquals(
                List.of(),
                rules(
                        """
                        framework,p50_ms,p99_ms
                        alpha,80,1120
                        beta,90,190
                        gamma,85,170
                        """));
    }

    @Test
    void tablesOfTheSameRowsThatWereMeasuredAnewAreNotCompared() {
        UnderstoodTable one =
                TestTables.understood(
                        """
                        framework,ratio
                        alpha,1.60
                        beta,1.43
                        gamma,1.00
                        delta,0.91
                        epsilon,1.04
                        zeta,1.21
                        """);
        UnderstoodTable same =
                TestTables.understood(
                        """
                        framework,again ratio
                        zeta,1.29
                        alpha,1.60
                        beta,1.43
                        gamma,1.00
                        delta,0.91
                        epsilon,1.04
                        """);
        UnderstoodTable other =
                TestTables.understood(
                        """
                        framework,ratio
                        alpha,1.52
                        beta,1.47
                        gamma,1.00
                        delta,0.93
                        epsilon,1.09
                        zeta,1.25
                        """);
        assertEquals(
                List.of(List.of(), List.of(LintRule.TABLES_DIFFER), List.of()),
                Lint.of(List.of(one, same, other)).stream()
                        .map(result ->
                                result.findings().stream()
                                        .map(found -> found.finding().rule())
                                        .toList())
                        .toList());
    }

    @Test
    void rowsThatAreRepeatedShowTheNoise() {
        String csv =
                """
                framework,requests_per_s
                alpha,1000
                alpha,1100
                alpha,1050
                beta,1060
                beta,980
                beta,1080
                gamma,2000
                gamma,2200
                gamma,2050
                """;
        TableFinding finding = TestTables.lint(csv).findings().getFirst();
        assertEquals(LintRule.BELOW_NOISE, finding.finding().rule());
        assertEquals(List.of(1), finding.rowNumbers());
        assertEquals(
                List.of(),
                rules(csv.replace("1060", "1460").replace("980", "1400").replace("1080", "1520")));
    }

    @Test
    void aFindingNamesItsRowsAndColumnsOnce() {
        TableFinding finding =
                TestTables.lint(
                                """
                                framework,p50_ms,p90_ms,p99_ms
                                alpha,10.2,14.8,21.0
                                beta,30.1,25.1,18.3
                                """)
                        .findings()
                        .getFirst();
        assertEquals(List.of(2), finding.rowNumbers());
        assertEquals(List.of(1, 2, 3), finding.columns());
    }

    private static List<String> rules(String csv) {
        return rules(csv, Map.of());
    }

    private static List<String> rules(String csv, Map<Quantity, Double> told) {
        Map<Quantity, Setting> settings =
                told.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        e -> new Setting(e.getValue(), "the test")));
        return Lint.of(
                        List.of(
                                TestTables.understood(
                                        csv,
                                        new LoadSettings(
                                                settings, Optional.empty(), Optional.empty()))))
                .getFirst()
                .findings()
                .stream()
                .map(found -> found.finding().rule().id())
                .distinct()
                .toList();
    }
}
