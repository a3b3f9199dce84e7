package unrigged.lint.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding;
import unrigged.inference.Finding.Severity;
import unrigged.lint.LintRule;
import unrigged.lint.TableFinding;
import unrigged.lint.TableFinding.Mark;
import unrigged.lint.UnderstoodTable;
import unrigged.lint.page.EvidenceLines.Line;

class EvidenceLinesTest {
    private static final UnderstoodTable TABLE =
            new SyntheticTable(
                            "t.csv",
                            "",
                            List.of(
                                    "Name|Requests/s",
                                    "flask · gunicorn|1,000",
                                    "b|2,000",
                                    "b: 7|3,000",
                                    "flask · gunicorn|1,000"))
                    .understood();

    private static final List<Mark> MARKS =
            List.of(
                    new Mark(0, 1, "2 > 1"),
                    new Mark(1, 1, "7: 1"),
                    new Mark(2, 1, "1"),
                    new Mark(3, 1, "2 > 1"));

    @Test
    void aNameMayContainWhatPartsTheRows() {
        EvidenceLines lines = lines("flask · gunicorn: 2 > 1 · b: 7: 1 · and 8 more rows");
        assertEquals(List.of(0, 1), lines.rows().stream().map(Line::row).toList());
        assertEquals("flask · gunicorn", lines.rows().getFirst().name());
        assertEquals("and 8 more rows", lines.rest());
    }

    @Test
    void rowsThatSayTheSameAreEachThere() {
        EvidenceLines lines = lines("flask · gunicorn: 2 > 1 · flask · gunicorn: 2 > 1");
        assertEquals(List.of(0, 3), lines.rows().stream().map(Line::row).toList());
        assertEquals("", lines.rest());
    }

    @Test
    void evidenceOfAnotherFormStaysWhole() {
        EvidenceLines lines = lines("in all rows: a = b");
        assertEquals(List.of(), lines.rows());
        assertEquals("in all rows: a = b", lines.rest());
    }

    private static EvidenceLines lines(String evidence) {
        LintRule rule = LintRule.PERCENTILE_ORDER;
        return EvidenceLines.of(
                TABLE,
                new TableFinding(
                        new Finding(rule, Severity.ERROR, "", evidence, List.of(), rule.remedy()),
                        MARKS));
    }
}
