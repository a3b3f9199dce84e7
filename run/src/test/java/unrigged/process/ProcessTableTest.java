package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessTableTest {
    @Test
    void aNameWithSpacesAndParenthesesDoesNotShiftTheFields() {
        ProcessTable.Row row =
                ProcessTable.parse(
                        "4711 (a) b (c)) S 12 4711 4711 0 -1 4194560 1 2 3 4 150 25 7 9 20 0 1 0 100 0 0");
        assertEquals(
                new ProcessTable.Row(
                        4711,
                        12,
                        "a) b (c)",
                        'S',
                        1_500_000_000,
                        250_000_000,
                        70_000_000,
                        90_000_000,
                        2,
                        100),
                row);
    }

    @Test
    void theTableHoldsThisProcessUnderItsParent() {
        ProcessHandle self = ProcessHandle.current();
        ProcessTable table = ProcessTable.read();
        long parent = self.parent().orElseThrow().pid();
        assertTrue(table.descendants(parent).stream().anyMatch(row -> row.pid() == self.pid()));
    }

    @Test
    void timeSpentBelongsToTheTree() {
        long before = ProcessTable.read().cpu(ProcessHandle.current().pid()).totalNs();
        long sum = 0;
        for (long i = 0;
                ProcessTable.read().cpu(ProcessHandle.current().pid()).totalNs()
                        < before + 50_000_000;
                i++) {
            sum += i;
        }
        assertTrue(sum >= 0);
    }
}
