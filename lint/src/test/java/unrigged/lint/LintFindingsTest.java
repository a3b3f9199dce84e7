package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding.Severity;
import unrigged.lint.TableFinding.Told;

class LintFindingsTest {
    private static final UnderstoodTable TABLE =
            TestTables.understood(
                    """
                    name,requests_per_s
                    flask · gunicorn,1000
                    b,2000
                    b: 7,3000
                    flask · gunicorn,1000
                    c,4000
                    """);

    private final LintFindings findings =
            new LintFindings(LintRule.PERCENTILE_ORDER, Severity.ERROR, TABLE);

    @Test
    void aNameMayContainWhatPartsTheRows() {
        add(0, 9, "2 > 1");
        add(1, 8, "7: 1");
        TableFinding finding = finding("in all");
        assertEquals(List.of(new Told(0, "2 > 1"), new Told(1, "7: 1")), finding.told());
        assertEquals("in all", finding.rest());
        assertEquals("flask · gunicorn: 2 > 1 · b: 7: 1 · in all", finding.finding().evidence());
    }

    @Test
    void rowsThatSayTheSameAreEachThere() {
        add(0, 1, "2 > 1");
        add(3, 1, "2 > 1");
        TableFinding finding = finding("");
        assertEquals(List.of(0, 3), finding.told().stream().map(Told::row).toList());
        assertEquals("", finding.rest());
        assertEquals(
                "flask · gunicorn: 2 > 1 · flask · gunicorn: 2 > 1", finding.finding().evidence());
    }

    @Test
    void theRowsThatAreFurthestOffAreToldAndTheOthersCounted() {
        for (int row = 0; row < 5; row++) {
            add(row, row, "off by " + row);
        }
        TableFinding finding = finding("");
        assertEquals(List.of(4, 3, 2), finding.told().stream().map(Told::row).toList());
        assertEquals("and 2 more rows", finding.rest());
        assertEquals(List.of(1, 2, 3, 4, 5), finding.rowNumbers());
    }

    private void add(int row, double far, String says) {
        findings.add(row, far, says, TABLE.columns().get(1));
    }

    private TableFinding finding(String more) {
        return findings.finding("What was found", more).orElseThrow();
    }
}
