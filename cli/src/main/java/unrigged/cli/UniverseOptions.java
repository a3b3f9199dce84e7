package unrigged.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import unrigged.catalog.Catalog;
import unrigged.experiment.Plan;

/** What `claim` and `explore` share: universes, time, and how a plan made of them is run. */
final class UniverseOptions {
    @Option(
            names = "--where",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "FACTOR=LEVEL[..LEVEL[/N]]",
            description =
                    "Only where this is so: delay, clients, db_sessions, workers, or a setting that a scenario may change, such as"
                            + " load.keepalive=false..true; one level, or a range of N levels at equal steps of the logarithm"
                            + " (default: five delays, three of the others).")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "Of the measuring, set-up left out (default: ${DEFAULT-VALUE}).")
    private String budget = "15m";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's directory; must be new or empty (default: runs/DATE-N).")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Orders the slices; journaled (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--dry-run",
            description = "Only tell what would run, how long it takes and how narrow it becomes.")
    private boolean dryRun;

    @Option(
            names = "--json",
            description = "The result as one JSON document on stdout; progress goes to stderr.")
    private boolean json;

    /** As they were given. */
    List<String> where() {
        return where;
    }

    Duration budget() {
        return RaceOptions.time(budget);
    }

    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    boolean json() {
        return json;
    }

    /** The exit status of the plan's run, or of its dry run. */
    int begin(
            Plan plan,
            Installation installation,
            Catalog catalog,
            CommandLine line,
            Presentation presentation)
            throws InterruptedException, IOException {
        if (dryRun) {
            new DryRun(plan, catalog, Runtime.getRuntime().availableProcessors())
                    .print(line.getOut(), json);
            return ExitCode.DONE;
        }
        return new RunSession(installation, catalog, FreshDirectory.of(out), line, presentation)
                .begin(plan);
    }
}
