package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import unrigged.experiment.Turn;

/**
 * A table that is redrawn in place: one row per stack, one column per scenario with the last rate,
 * and what runs now.
 */
final class LiveConsole implements Console {
    private final RunProgress progress;
    private final ProgressLines lines;
    private final Terminal terminal;
    private final Display display;
    private final boolean colour = System.getenv("NO_COLOR") == null;
    private String now = "starting";
    private String cell = "";
    private boolean closed;

    private LiveConsole(RunProgress progress, Terminal terminal) {
        this.progress = progress;
        this.lines = new ProgressLines(progress);
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
        above(lines.begins(slot));
        cell = slot.scenario() + "/" + slot.stack();
        now = slot.turn().map(turn -> slice(slot, turn)).orElseGet(() -> trial(slot, phase));
        draw("");
    }

    private String slice(TrialSlot slot, Turn turn) {
        if (slot.purpose() != Purpose.BLOCK) {
            return "before the blocks, %s %s: slice %d%s"
                    .formatted(slot.scenario(), slot.stack(), slot.position(), toGo());
        }
        return "%s, %s, round %d of %d%s: %s%s"
                .formatted(
                        progress.block(),
                        slot.scenario(),
                        turn.round(),
                        progress.plan().rounds(),
                        turn.repeat() > 0 ? " again" : "",
                        turn.server(),
                        toGo());
    }

    private String trial(TrialSlot slot, String phase) {
        if (slot.purpose() != Purpose.BLOCK) {
            return "before the blocks, %s %s: %s".formatted(slot.scenario(), slot.stack(), phase);
        }
        return "trial %d of %d, block %d, %s %s: %s%s"
                .formatted(
                        slot.position(),
                        progress.plan().schedule().size(),
                        slot.block(),
                        slot.scenario(),
                        slot.stack(),
                        phase,
                        toGo(progress.remaining(slot)));
    }

    private String toGo() {
        return toGo(progress.remaining());
    }

    private static String toGo(Optional<Duration> left) {
        return left.map(time -> ", about " + RunProgress.clock(time) + " to go").orElse("");
    }

    private String title(Event.DeploymentStarted started) {
        return started.purpose() == Purpose.BLOCK
                ? progress.block()
                : "before the blocks, calibration";
    }

    @Override
    public void server(String deployment, String server, String phase) {
        cell = "";
        now =
                "%s, %s %s%s"
                        .formatted(
                                progress.deployment().map(this::title).orElse(""),
                                phase.equals("start") ? "starting" : "warming",
                                server,
                                toGo());
        draw("");
    }

    @Override
    public void second(TrialSlot slot, double perSecond) {
        draw(String.format(Locale.ROOT, "  %.0f/s", perSecond));
    }

    @Override
    public void recorded(Event event) {
        progress.recorded(event);
        if (event instanceof Event.DeploymentStarted started) {
            cell = "";
            now = title(started) + ", starting the database, the pool and the proxy" + toGo();
        }
        above(lines.recorded(event));
        draw("");
    }

    private void above(List<ProgressLines.Line> all) {
        all.stream().filter(ProgressLines.Line::kept).forEach(line -> above(line.text()));
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
        List<AttributedString> table = new ArrayList<>();
        List<String> scenarios = progress.plan().scenarios().stream().map(Scenario::name).toList();
        StringBuilder head = new StringBuilder("%-20s".formatted("last rate, /s"));
        scenarios.forEach(s -> head.append("%14s".formatted(s)));
        table.add(styled(head.toString(), AttributedStyle.BOLD));
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
            table.add(row.toAttributedString());
        }
        table.add(
                styled(
                        now
                                + rate
                                + (progress.failed() > 0
                                        ? ", " + progress.failed() + " failed"
                                        : ""),
                        AttributedStyle.BOLD));
        int fitting = Math.max(1, size.getRows() - 1);
        List<AttributedString> shown =
                table.size() <= fitting
                        ? table
                        : table.subList(table.size() - fitting, table.size());
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
