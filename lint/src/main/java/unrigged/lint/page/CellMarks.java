package unrigged.lint.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unrigged.lint.LintResult;
import unrigged.lint.TableFinding.Mark;

/** What the findings say of each cell that the page has. */
final class CellMarks {
    private final Map<Place, List<CellMark>> byCell = new HashMap<>();

    private record Place(int row, int column) {}

    /**
     * What one finding says of a cell.
     *
     * @param finding its number among those of the table, from 1
     */
    record CellMark(int finding, String says) {}

    CellMarks(LintResult result, PageRows rows) {
        int number = 0;
        for (var finding : result.findings()) {
            number++;
            for (Mark mark : finding.marks()) {
                if (rows.shown().get(mark.row())) {
                    byCell.computeIfAbsent(
                                    new Place(mark.row(), mark.column()), _ -> new ArrayList<>())
                            .add(new CellMark(number, mark.says()));
                }
            }
        }
    }

    /** The heaviest first. */
    List<CellMark> of(int row, int column) {
        return byCell.getOrDefault(new Place(row, column), List.of());
    }
}
