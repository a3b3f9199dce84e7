package unrigged.lint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.lint.Understanding.Told;
import unrigged.table.ReadOptions;
import unrigged.table.TableFile;
import unrigged.table.TableFormat;

/** Tables of a test as CSV. */
final class TestTables {
    static final LoadSettings NOTHING_TOLD =
            new LoadSettings(Map.of(), Optional.empty(), Optional.empty());

    private TestTables() {}

    static UnderstoodTable understood(String csv) {
        return understood(csv, NOTHING_TOLD);
    }

    static UnderstoodTable understood(String csv, LoadSettings settings) {
        return Understanding.of(
                TableFile.of(
                                csv.getBytes(StandardCharsets.UTF_8),
                                "t.csv",
                                new ReadOptions(Optional.of(TableFormat.CSV), Optional.empty()))
                        .table(1),
                new Told(Map.of(), settings, Map.of(), false));
    }

    static LintResult lint(String csv) {
        return Lint.of(List.of(understood(csv))).getFirst();
    }
}
