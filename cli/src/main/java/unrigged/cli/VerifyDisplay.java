package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import unrigged.catalog.Stack;
import unrigged.program.TerminalDevice;
import unrigged.verify.CheckResult;
import unrigged.verify.StackReport;

/**
 * What `verify` shows: a line per stack as it is done, its failures below; what runs now on a
 * terminal.
 */
final class VerifyDisplay {
    private static final String ERASE = "\r\u001b[K";

    /** A line that wraps could not be erased: it is cut off at the edge, however wide that is. */
    private static final String CUT_OFF = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Stack> stacks;
    private final int width;
    private final boolean terminal = TerminalDevice.isStandardError();

    VerifyDisplay(PrintWriter out, PrintWriter err, List<Stack> stacks) {
        this.out = out;
        this.err = err;
        this.stacks = stacks;
        this.width = stacks.stream().mapToInt(s -> s.id().length()).max().orElse(0);
    }

    void note(String line) {
        erase();
        err.println(line);
        err.flush();
    }

    void progress(Stack stack, String what) {
        if (terminal) {
            err.print(
                    ERASE
                            + CUT_OFF
                            + "[%d/%d] %s: %s"
                                    .formatted(
                                            stacks.indexOf(stack) + 1,
                                            stacks.size(),
                                            stack.id(),
                                            what)
                            + WRAP);
            err.flush();
        }
    }

    void done(Stack stack, StackReport report) {
        erase();
        String name = ("%-" + width + "s").formatted(stack.id());
        if (report.unavailable().isPresent()) {
            out.println("– " + name + "  unavailable: " + report.unavailable().get());
        } else {
            out.println((report.passed() ? "✓ " : "✗ ") + name + figures(report));
        }
        for (CheckResult failure : report.failures()) {
            out.println(
                    "    "
                            + failure.check().id()
                            + ": "
                            + failure.evidence().replace("\n", "\n      "));
            out.println("      → " + failure.remedy());
        }
        out.flush();
    }

    private static String figures(StackReport report) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "  %5.1f s", report.tookNs() / 1e9));
        report.startNs()
                .ifPresent(ns ->
                        text.append(String.format(Locale.ROOT, "  up in %4d ms", ns / 1_000_000)));
        report.idlePssBytes()
                .ifPresent(
                        bytes -> text.append(String.format(Locale.ROOT, "  %4d MiB", bytes >> 20)));
        List<String> unseen =
                report.checks().stream()
                        .filter(c -> c.outcome() == CheckResult.Outcome.NOT_OBSERVABLE)
                        .map(c -> c.check().id())
                        .toList();
        return unseen.isEmpty()
                ? text.toString()
                : text + "  not observable: " + String.join(", ", unseen);
    }

    void end(List<StackReport> reports, long tookNs, Path logs) {
        long failed = reports.stream().filter(r -> !r.failures().isEmpty()).count();
        long unavailable = reports.stream().filter(r -> r.unavailable().isPresent()).count();
        out.println(
                "%d passed, %d failed, %d unavailable, in %s min"
                        .formatted(
                                reports.size() - failed - unavailable,
                                failed,
                                unavailable,
                                RunProgress.clock(Duration.ofNanos(tookNs))));
        if (failed > 0) {
            out.println("logs, until the next verification: " + logs.resolve("logs"));
        }
        out.flush();
    }

    void interrupted(int done) {
        note("stopped after %d of %d stacks".formatted(done, stacks.size()));
    }

    private void erase() {
        if (terminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
