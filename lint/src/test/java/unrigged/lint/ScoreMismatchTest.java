package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import unrigged.lint.Understanding.Told;
import unrigged.program.InvalidInputException;
import unrigged.table.ReadOptions;
import unrigged.table.TableFile;

class ScoreMismatchTest {
    private static final double[][] FIGURES = {
        {9100, 1.2}, {8800, 1.9}, {7300, 1.4}, {6900, 2.6}, {5200, 3.3}, {4100, 2.9}
    };
    private static final Map<String, Double> WEIGHTS = Map.of("json", 1.0, "query", 0.5);

    private static String table(String header, int wrong, ToDoubleFunction<double[]> score) {
        StringBuilder csv = new StringBuilder(header);
        for (int row = 0; row < FIGURES.length; row++) {
            double own = score.applyAsDouble(FIGURES[row]) * (row == wrong ? 1.1 : 1);
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%nf%d,%.0f,%.1f,%.2f",
                            row,
                            FIGURES[row][0],
                            FIGURES[row][1],
                            own));
        }
        return csv.append('\n').toString();
    }

    private static LintResult lint(String csv, Map<String, Double> weights) {
        TableFile file =
                TableFile.of(
                        csv.getBytes(StandardCharsets.UTF_8),
                        "t.csv",
                        new ReadOptions(Optional.empty(), Optional.empty()));
        return Lint.of(
                        List.of(
                                Understanding.of(
                                        file.table(1),
                                        new Told(
                                                Map.of(),
                                                TestTables.NOTHING_TOLD,
                                                weights,
                                                false))))
                .getFirst();
    }

    private static List<Integer> rows(LintResult result) {
        return result.findings().stream()
                .filter(found -> found.finding().rule() == LintRule.SCORE_MISMATCH)
                .flatMap(found -> found.rowNumbers().stream())
                .toList();
    }

    /** The better, the nearer to 1: requests over the most, the least time over the time. */
    private static double arithmetic(double[] row) {
        return 100 * (row[0] / 9100 + 0.5 * 1.2 / row[1]);
    }

    private static double harmonic(double[] row) {
        return 1.5 / (9100 / row[0] + 0.5 * row[1] / 1.2);
    }

    private static double geometric(double[] row) {
        return 1000 * Math.pow(row[0] / 9100, 2.0 / 3) * Math.pow(1.2 / row[1], 1.0 / 3);
    }

    @Test
    void oneScoreThatIsNotMadeLikeTheOthersIsFound() {
        String told = "framework,json (req/s),query latency (ms),score";
        String named = "framework,json req/s (weight 1.0),query latency ms (weight 50%),score";
        for (ToDoubleFunction<double[]> made :
                List.<ToDoubleFunction<double[]>>of(
                        ScoreMismatchTest::arithmetic,
                        ScoreMismatchTest::harmonic,
                        ScoreMismatchTest::geometric)) {
            assertEquals(List.of(), rows(lint(table(told, -1, made), WEIGHTS)));
            assertEquals(List.of(5), rows(lint(table(told, 4, made), WEIGHTS)));
            assertEquals(List.of(2), rows(lint(table(named, 1, made), Map.of())));
        }
    }

    @Test
    void withoutWeightsOrWithOthersNothingIsSaid() {
        String csv =
                table(
                        "framework,json (req/s),query latency (ms),score",
                        4,
                        ScoreMismatchTest::arithmetic);
        assertEquals(List.of(), rows(lint(csv, Map.of())));
        LintResult others = lint(csv, Map.of("json", 1.0, "query", 40.0));
        assertEquals(List.of(), rows(others));
        assertTrue(
                others.notChecked().stream()
                        .anyMatch(each -> each.rule() == LintRule.SCORE_MISMATCH),
                "too few rows agree");
    }

    @Test
    void aWeightOfNoColumnIsRefused() {
        String csv = table("framework,json,query,score", -1, ScoreMismatchTest::arithmetic);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> lint(csv, Map.of("jsn", 1.0)));
        assertTrue(
                refused.what().startsWith("--weights: t.csv has no column of numbers 'jsn'"),
                refused.what());
    }
}
