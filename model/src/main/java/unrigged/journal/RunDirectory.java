package unrigged.journal;

import java.nio.file.Path;

/** Where everything of a run lies; the layout is part of the contract with readers. */
public record RunDirectory(Path root) {
    public RunDirectory {
        root = root.toAbsolutePath().normalize();
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
