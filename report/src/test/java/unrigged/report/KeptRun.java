package unrigged.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import unrigged.journal.RunDirectory;

/** A run as it is kept in docs/results. */
final class KeptRun {
    private static final Path RESULTS = Path.of("../docs/results");

    private KeptRun() {}

    static Path directory(String name) {
        return RESULTS.resolve(name);
    }

    /** Its page as it is written today. */
    static Path page(String name, Path into) throws IOException {
        for (String file : List.of("journal.jsonl", "plan.yaml", "environment.json")) {
            Files.copy(directory(name).resolve(file), into.resolve(file));
        }
        return Report.write(new RunDirectory(into));
    }
}
