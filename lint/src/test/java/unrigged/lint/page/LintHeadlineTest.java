package unrigged.lint.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding.Severity;
import unrigged.lint.LintResult;

class LintHeadlineTest {
    private static final SyntheticTable CLEAN = SyntheticTable.clean();

    @Test
    void itCountsErrorsAndWarningsAndTheRowsThatTheyAreIn() {
        assertEquals(
                "Six errors and one warning in 5 of 12 rows of made-up.csv",
                headline(SyntheticTable.contradictory()));
    }

    @Test
    void aTableWithoutFindingsIsSaidToBeOneWithHowFarThatGoes() {
        assertEquals(
                "Nothing contradicts itself in clean.csv: 7 rules checked, 17 could not be",
                headline(CLEAN));
    }

    @Test
    void notesAreNoContradiction() {
        LintResult noted = CLEAN.found(SyntheticTable.finding(Severity.NOTE, 0));
        assertEquals(
                "Nothing contradicts itself in clean.csv, one note: 7 rules checked, 17 could not be",
                LintHeadline.of(List.of(noted)));
    }

    @Test
    void severalTablesAreCountedTogether() {
        SyntheticTable other =
                new SyntheticTable(
                        "other.csv", "", List.of("Framework|Requests/s", "a|1,000", "b|900"));
        assertEquals(
                "Six errors and one warning in one of two tables, in 5 of 15 rows",
                headline(SyntheticTable.contradictory(), CLEAN));
        assertEquals(
                "Nothing contradicts itself in both tables: 7 rules checked in each",
                headline(CLEAN, CLEAN));
        assertEquals(
                "Nothing contradicts itself in all three tables: 1 to 7 rules checked in each",
                headline(CLEAN, other, CLEAN));
    }

    @Test
    void oneAndAllAreWritten() {
        LintResult all =
                CLEAN.found(
                        SyntheticTable.finding(Severity.ERROR, 0, 1, 2),
                        SyntheticTable.finding(Severity.NOTE, 0));
        assertEquals(
                "One error in all 3 rows of clean.csv, and one note",
                LintHeadline.of(List.of(all)));
        LintResult only =
                new SyntheticTable("one.csv", "", CLEAN.lines().subList(0, 2))
                        .found(SyntheticTable.finding(Severity.WARNING, 0));
        assertEquals("One warning in the only row of one.csv", LintHeadline.of(List.of(only)));
    }

    @Test
    void itHasAtMost25WordsWhateverTheFileIsCalled() {
        String name = "a table with a rather long name ".repeat(9) + ".csv";
        List<LintResult> results = new ArrayList<>();
        for (SyntheticTable table : List.of(CLEAN, SyntheticTable.contradictory())) {
            SyntheticTable named = new SyntheticTable(name, table.remark(), table.lines());
            results.addAll(SyntheticTable.linted(named));
            results.add(named.found(SyntheticTable.finding(Severity.NOTE, 0)));
            results.add(
                    named.found(
                            SyntheticTable.finding(Severity.ERROR, 0),
                            SyntheticTable.finding(Severity.NOTE, 1)));
        }
        for (LintResult result : results) {
            String headline = LintHeadline.of(List.of(result));
            assertTrue(
                    Arrays.asList(headline.split(" ")).size() <= LintHeadline.WORDS_MAX, headline);
        }
    }

    private static String headline(SyntheticTable... tables) {
        return LintHeadline.of(SyntheticTable.linted(tables));
    }
}
