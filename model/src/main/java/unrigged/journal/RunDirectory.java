package unrigged.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Where everything of a run is; the layout is part of the contract with readers. */
public record RunDirectory(Path root) {
    public RunDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** The run in {@code parent} whose journal was written last; empty when there is none. */
    public static Optional<RunDirectory> newestIn(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.map(RunDirectory::new)
                    .filter(run -> Files.isRegularFile(run.journal()))
                    .max(Comparator.comparingLong(run -> run.journal().toFile().lastModified()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    public String name() {
        return root.getFileName().toString();
    }

    /** What was asked for, complete. */
    public Path plan() {
        return root.resolve("plan.yaml");
    }

    /** Machine, limits, versions. */
    public Path environment() {
        return root.resolve("environment.json");
    }

    /** The truth. */
    public Path journal() {
        return root.resolve("journal.jsonl");
    }

    /** Latencies of one trial, relative to {@link #root}. */
    public String histogram(String trial) {
        return "histograms/" + trial + ".hlog";
    }

    public Path logs(String trial) {
        return root.resolve("logs").resolve(trial);
    }

    /** Derived; can be deleted and made again. */
    public Path report() {
        return root.resolve("report.html");
    }
}
