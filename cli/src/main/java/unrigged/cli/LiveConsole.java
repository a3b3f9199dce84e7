package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.Scenario;
import unrigged.experiment.TrialSlot;

/**
 * A table that is redrawn in place: one row per stack, one column per scenario with the last rate,
 * and what runs now.
 */
final class LiveConsole implements Console {
    private final RunProgress progress;
    private final Terminal terminal;
    private final Display display;
    private final boolean colour = System.getenv("NO_COLOR") == null;
    private String now = "starting";
    private String cell = "";
    private boolean closed;

    private LiveConsole(RunProgress progress, Terminal terminal) {
        this.progress = progress;
        this.terminal = terminal;
        this.display = new Display(terminal, false);
    }

    /** Falls back to plain lines where the terminal cannot be driven. */
    static Console open(RunProgress progress, PrintWriter err) {
        try {
            // Signals stay with the JVM: Ctrl-C must reach the shutdown hook.
            Terminal terminal =
                    TerminalBuilder.builder()
                            .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                            .nativeSignals(false)
                            .dumb(true)
                            .build();
            if (terminal.getSize().getColumns() < 40
                    || terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return new PlainConsole(progress, err);
            }
            return new LiveConsole(progress, terminal);
        } catch (IOException _) {
            return new PlainConsole(progress, err);
        }
    }

    @Override
    public void note(String line) {
        above(line);
    }

    @Override
    public void phase(TrialSlot slot, String phase) {
        cell = slot.scenario() + "/" + slot.stack();
        if (slot.purpose() != Purpose.BLOCK) {
            now = "before the trials, %s %s: %s".formatted(slot.scenario(), slot.stack(), phase);
            draw("");
            return;
        }
        String eta =
                progress.remaining(slot)
                        .map(left -> ", about " + RunProgress.clock(left) + " to go")
                        .orElse("");
        now =
                "trial %d of %d, block %d, %s %s: %s%s"
                        .formatted(
                                slot.position(),
                                progress.plan().schedule().size(),
                                slot.block(),
                                slot.scenario(),
                                slot.stack(),
                                phase,
                                eta);
        draw("");
    }

    @Override
    public void second(TrialSlot slot, double perSecond) {
        draw(String.format(Locale.ROOT, "  %.0f/s", perSecond));
    }

    @Override
    public void recorded(Event event) {
        progress.recorded(event);
        switch (event) {
            case Event.TrialFailed f when RunProgress.isOfBlock(f) ->
                    above(f.slot().id() + " failed in " + f.phase() + ": " + f.reason());
            case Event.StackUnavailable gone ->
                    above(gone.stack() + " is unavailable: " + gone.why());
            case Event.Calibrated calibrated ->
                    above(
                            String.format(
                                    Locale.ROOT,
                                    "one request of %s takes %.2f ms of CPU over all tiers",
                                    calibrated.stack(),
                                    calibrated.totalNs() / 1e6));
            case Event.WorkersTuned t -> above(RunProgress.tuned(t));
            default -> RunProgress.beforeBlocks(event).ifPresentOrElse(this::above, () -> draw(""));
        }
    }

    /** A line that stays, above the table. */
    private void above(String line) {
        if (gone()) {
            return;
        }
        display.update(List.of(), 0);
        terminal.writer().println(line);
        terminal.flush();
        display.reset();
        draw("");
    }

    /**
     * Once a signal ends the program, JLine's own hook closes the terminal at any moment: nothing
     * is drawn any more.
     */
    private boolean gone() {
        return closed || Interruption.underWay();
    }

    private void draw(String rate) {
        if (gone()) {
            return;
        }
        Size size = terminal.getSize();
        display.resize(size);
        List<AttributedString> lines = new ArrayList<>();
        List<String> scenarios = progress.plan().scenarios().stream().map(Scenario::name).toList();
        StringBuilder head = new StringBuilder("%-20s".formatted("last rate, /s"));
        scenarios.forEach(s -> head.append("%14s".formatted(s)));
        lines.add(styled(head.toString(), AttributedStyle.BOLD));
        for (String stack : progress.plan().stacks()) {
            AttributedStringBuilder row =
                    new AttributedStringBuilder().append("%-20s".formatted(stack));
            for (String scenario : scenarios) {
                String text =
                        progress.lastRate(scenario, stack)
                                .map(r -> String.format(Locale.ROOT, "%.0f", r))
                                .orElse("·");
                row.append(
                        "%14s".formatted(text),
                        cell.equals(scenario + "/" + stack) && colour
                                ? AttributedStyle.INVERSE
                                : AttributedStyle.DEFAULT);
            }
            lines.add(row.toAttributedString());
        }
        lines.add(
                styled(
                        now
                                + rate
                                + (progress.failed() > 0
                                        ? ", " + progress.failed() + " failed"
                                        : ""),
                        AttributedStyle.BOLD));
        int fitting = Math.max(1, size.getRows() - 1);
        List<AttributedString> shown =
                lines.size() <= fitting
                        ? lines
                        : lines.subList(lines.size() - fitting, lines.size());
        display.update(
                shown.stream().map(l -> l.columnSubSequence(0, size.getColumns() - 1)).toList(),
                -1);
    }

    private AttributedString styled(String text, AttributedStyle style) {
        return new AttributedString(text, colour ? style : AttributedStyle.DEFAULT);
    }

    /**
     * JLine closes stderr with its terminal, by a hook of its own when a signal ends the program:
     * so by stdout.
     */
    @Override
    public void leave(String line) {
        close();
        System.out.println();
        System.out.println(line);
        System.out.flush();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (!gone()) {
            display.update(List.of(), 0);
        }
        closed = true;
        try {
            terminal.close();
        } catch (IOException _) {
            // The program ends, and the terminal with it.
        }
    }
}
