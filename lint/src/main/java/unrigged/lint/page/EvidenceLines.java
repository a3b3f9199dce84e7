package unrigged.lint.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unrigged.lint.TableFinding;
import unrigged.lint.TableFinding.Mark;
import unrigged.lint.UnderstoodTable;

/**
 * The evidence of a finding, row by row.
 *
 * @param rows those that it tells of, in its order
 * @param rest what follows them; empty for nothing
 */
record EvidenceLines(List<Line> rows, String rest) {
    private static final String BETWEEN = " · ";

    /**
     * What is said of one row.
     *
     * @param row from 0
     */
    record Line(int row, String name, String says) {
        String text() {
            return name + ": " + says;
        }
    }

    /** Evidence of another form is all rest. */
    static EvidenceLines of(UnderstoodTable table, TableFinding found) {
        String evidence = found.finding().evidence();
        Set<Line> candidates = new HashSet<>();
        for (Mark mark : found.marks()) {
            if (evidence.contains(mark.says())) {
                candidates.add(new Line(mark.row(), table.name(mark.row()), mark.says()));
            }
        }
        List<Line> byLength = new ArrayList<>(candidates);
        byLength.sort(
                Comparator.comparingInt((Line line) -> -line.text().length())
                        .thenComparingInt(Line::row));
        List<Line> lines = new ArrayList<>();
        String rest = evidence;
        for (Optional<Line> next = first(byLength, rest); next.isPresent(); ) {
            lines.add(next.get());
            byLength.remove(next.get());
            rest = after(rest, next.get());
            next = first(byLength, rest);
        }
        return new EvidenceLines(lines, rest);
    }

    /** The longest that the text begins with. */
    private static Optional<Line> first(List<Line> byLength, String text) {
        return byLength.stream()
                .filter(line -> text.equals(line.text()) || text.startsWith(line.text() + BETWEEN))
                .findFirst();
    }

    private static String after(String text, Line line) {
        return text.substring(Math.min(text.length(), line.text().length() + BETWEEN.length()));
    }
}
