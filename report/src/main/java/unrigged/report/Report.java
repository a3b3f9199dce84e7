package unrigged.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Analysis;
import unrigged.inference.Metric;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.journal.WholeFile;
import unrigged.metric.Histograms;

/** Reads the directory of a run, finished or not, and writes its page. */
public final class Report {
    private Report() {}

    /**
     * The figures of a run.
     *
     * @throws unrigged.program.InvalidInputException when there is no journal or it cannot be read
     */
    public static RunResult read(RunDirectory run) {
        return Analysis.of(Journal.read(run.journal()), trial -> latencies(run, trial));
    }

    /** The same with these metrics alone in every row. */
    static RunResult read(RunDirectory run, List<Metric<?>> metrics) {
        return Analysis.of(Journal.read(run.journal()), trial -> latencies(run, trial), metrics);
    }

    /** Reads the run and writes {@link RunDirectory#report()}; answers where it is. */
    public static Path write(RunDirectory run) {
        return write(run, read(run));
    }

    /** The same for a result that was read before. */
    public static Path write(RunDirectory run, RunResult result) {
        String page = page(run, result);
        Path target = run.report();
        try {
            WholeFile.write(target, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** The whole page, of a result that was read before. */
    public static String page(RunDirectory run, RunResult result) {
        return Page.of(result, text(run.plan()), text(run.environment()));
    }

    /**
     * What is lost counts nothing here; the analysis compares with the journal's count of answers
     * and says so. A journal may come from elsewhere, so it cannot name a file outside its run.
     */
    private static Histogram latencies(RunDirectory run, TrialMeasured trial) {
        Path file = run.root().resolve(trial.histogram().orElse("")).normalize();
        if (!file.startsWith(run.root()) || !Files.isRegularFile(file)) {
            return Histograms.pooled(List.of());
        }
        try {
            return Histograms.pooled(List.of(file));
        } catch (RuntimeException damaged) {
            return Histograms.pooled(List.of());
        }
    }

    /** Empty when it cannot be read. */
    static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
