package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.lint.Understanding.Told;
import unrigged.program.InvalidInputException;
import unrigged.table.ReadOptions;
import unrigged.table.TableFile;

class UnderstandingTest {
    @Test
    void cellsMayHaveUnitsOfTheirOwn() {
        Column latency =
                TestTables.understood(
                                """
                                framework,rps,latency
                                alpha,9000,7.1ms
                                beta,41,1.32s
                                gamma,90000,640us
                                """)
                        .columns()
                        .get(2);
        assertEquals(Quantity.LATENCY_MEAN, latency.quantity());
        assertEquals(0.0071, latency.numbers().value(0), 1e-12);
        assertEquals(1.32, latency.numbers().value(1), 1e-12);
        assertEquals(0.00064, latency.numbers().value(2), 1e-12);
    }

    @Test
    void aByteRateIsNoThroughputWhateverTheColumnIsCalled() {
        Column column =
                TestTables.understood(
                                """
                                framework,rps,throughput
                                alpha,9000,36.15MB/s
                                beta,4100,1.7GB/s
                                """)
                        .columns()
                        .get(2);
        assertEquals(Quantity.BANDWIDTH, column.quantity());
        assertEquals(1.7e9, column.numbers().value(1), 1);
    }

    @Test
    void mixedUnitsOfATimeAreAnErrorWithItsPlace() {
        assertError(
                """
                framework,rps,latency
                alpha,9000,7.1ms
                beta,41,12
                """,
                "t.csv:3:9: mixed units: '12' in a column that is in ms elsewhere");
        assertError(
                """
                framework,rps,latency_ms
                alpha,9000,7.1
                beta,41,1.3s
                """,
                "t.csv:3:9: mixed units: '1.3s' in a column that is in ms elsewhere");
    }

    @Test
    void aTimeWithoutAUnitIsAnError() {
        assertError(
                """
                framework,rps,latency
                alpha,9000,7.1
                """,
                "t.csv:1:15: the column 'latency' is a mean latency without a unit");
    }

    @Test
    void aDecimalCommaIsAnErrorUnlessItIsTold() {
        assertError(
                """
                framework,rps,latency_ms
                alpha,9000,"7,1"
                """,
                "t.csv:2:12: '7,1' has a decimal comma");
        UnderstoodTable told =
                Understanding.of(
                        TableFile.of(
                                        """
                                        framework,rps,latency_ms
                                        alpha,"9.000,5","7,1"
                                        """
                                                .getBytes(StandardCharsets.UTF_8),
                                        "t.csv",
                                        new ReadOptions(Optional.empty(), Optional.empty()))
                                .table(1),
                        new Told(Map.of(), TestTables.NOTHING_TOLD, Map.of(), true));
        assertEquals(9000.5, told.columns().get(1).numbers().value(0), 1e-9);
        assertEquals(0.0071, told.columns().get(2).numbers().value(0), 1e-12);
    }

    @Test
    void aTableWithoutResultsIsAnErrorThatTellsHowToMap() {
        InvalidInputException error =
                assertThrows(
                        InvalidInputException.class,
                        () -> TestTables.understood("name,stars\nalpha,12\nbeta,17\n"));
        assertEquals(
                "t.csv:1:1: no column of results is recognised: 'name' (label), 'stars' (another figure)",
                error.what());
        assertTrue(error.hint().orElseThrow().contains("--map \"stars=requests_per_s\""));
    }

    @Test
    void aColumnCanBeTold() {
        UnderstoodTable table =
                Understanding.of(
                        TableFile.of(
                                        "name,a\nalpha,12\n".getBytes(StandardCharsets.UTF_8),
                                        "t.csv",
                                        new ReadOptions(Optional.empty(), Optional.empty()))
                                .table(1),
                        new Told(
                                Map.of("a", "latency_p99_us"),
                                TestTables.NOTHING_TOLD,
                                Map.of(),
                                false));
        assertEquals("P99 latency in us", table.columns().get(1).meaning());
        assertEquals(12e-6, table.columns().get(1).numbers().value(0), 1e-12);
    }

    @Test
    void aRatioIsRecognisedByTheReferencesOne() {
        UnderstoodTable table =
                TestTables.understood(
                        """
                        framework,mine,async
                        alpha,1.60,5.17
                        beta,1.43,5.27
                        gamma,1.00,1.00
                        delta,0.91,3.24
                        epsilon,1.04,0.90
                        """);
        assertEquals(
                List.of(Quantity.LABEL, Quantity.RATIO, Quantity.RATIO),
                table.columns().stream().map(Column::quantity).toList());
    }

    @Test
    void whatIsPassedOverIsNoted() {
        UnderstoodTable table =
                TestTables.understood(
                        """
                        framework,rps,memory
                        alpha,"9,000",12MiB
                        beta,crashed,14MiB
                        gamma,"8,000",3%
                        """);
        assertEquals(
                List.of(
                        "no number in 'rps', so no value: 'crashed' in line 3",
                        "commas in 'rps' part thousands, as in '9,000' in line 2",
                        "1 cells of 'memory' are not looked at: they are not in MiB as the others are, such as '3%' in line 4"),
                table.notes());
    }

    private static void assertError(String csv, String what) {
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> TestTables.understood(csv));
        assertEquals(what, error.what());
    }
}
