package unrigged.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * For tests that compare times: one that fails while the host gave this machine's CPUs to other
 * guests is aborted, and says so, since nothing can be said of the engine then. A failure on a
 * machine that had its CPUs is a failure.
 */
final class StolenTime implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {
    private static final double STOLEN_MAX = 0.03;

    private Ticks before = new Ticks(0, 0);

    /** Since boot, of all CPUs. */
    private record Ticks(long all, long stolen) {
        static Ticks now() throws IOException {
            String[] words =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+", -1);
            // user nice system idle iowait irq softirq steal; guests' time is part of user's.
            return new Ticks(
                    IntStream.rangeClosed(1, 8).mapToLong(i -> Long.parseLong(words[i])).sum(),
                    Long.parseLong(words[8]));
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) throws IOException {
        before = Ticks.now();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        Ticks after = Ticks.now();
        double share =
                (double) (after.stolen - before.stolen) / Math.max(1, after.all - before.all);
        if (failure instanceof AssertionError && share > STOLEN_MAX) {
            Assumptions.abort(
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of this machine's CPU time was stolen: %s",
                            100 * share,
                            failure.getMessage()));
        }
        throw failure;
    }
}
