package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmeasuredRankTest {
    private static List<Integer> rows(String csv) {
        return TestTables.lint(csv).findings().stream()
                .filter(found -> found.finding().rule() == LintRule.UNMEASURED_RANK)
                .flatMap(found -> found.rowNumbers().stream())
                .toList();
    }

    /** The third of six rows has something else than a figure. */
    @ParameterizedTest
    @CsvSource({"N/A,3", "'',3", "error,3", "DNF,3"})
    void aRowWithoutAFigureHasNoPlaceBeforeOthers(String cell, int row) {
        String csv =
                """
                rank,framework,rps,p99_ms
                1,alpha,9000,2.1
                2,beta,8000,2.6
                3,gamma,NONE,1.2
                4,delta,7000,9.1
                5,epsilon,6000,1.8
                6,zeta,5000,3.3
                """;
        assertEquals(List.of(row), rows(csv.replace("NONE", cell)));
        assertEquals(List.of(), rows(csv.replace("NONE", "7500")), "it has one");
        String last = csv.replace("3,gamma", "7,gamma").replace("NONE", cell);
        assertEquals(List.of(), rows(last), "the last place");
        String other = csv.replace("NONE", cell).replace("4,delta,7000", "4,delta,9500");
        assertEquals(List.of(), rows(other), "ranks of something else");
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "N/A,1"})
    void aSentinelThatIsSortedFirstIsARow(String cell, int row) {
        assertEquals(
                List.of(row),
                rows(
                        """
                        place,framework,latency_mean_ms
                        1,alpha,NONE
                        2,beta,1.4
                        3,gamma,1.9
                        4,delta,2.2
                        5,epsilon,3.6
                        6,zeta,5.1
                        """
                                .replace("NONE", cell)));
    }

    @ParameterizedTest
    @CsvSource({"- ,- ,5", "400,- ,0"})
    void aScoreNeedsAFigure(String json, String query, int row) {
        List<Integer> expected = row == 0 ? List.of() : List.of(row);
        assertEquals(
                expected,
                rows(
                        """
                        framework,json (req/s),query (req/s),score
                        a,700,300,97.1
                        b,600,310,91.2
                        c,500,290,80.3
                        d,450,250,70.1
                        e,JSON,QUERY,64.8
                        f,300,150,44.4
                        """
                                .replace("JSON", json.strip())
                                .replace("QUERY", query.strip())));
    }
}
