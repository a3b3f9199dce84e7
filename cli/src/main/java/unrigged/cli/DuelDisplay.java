package unrigged.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelPlan;
import unrigged.measurement.DuelListener;
import unrigged.metric.Clock;
import unrigged.program.TerminalDevice;

/**
 * A duel's progress on standard error: one line that is redrawn on a terminal, else a line every
 * few seconds.
 */
final class DuelDisplay implements DuelListener {
    private static final String ERASE = "\r\u001b[K";

    /** A line that wraps could not be erased: it is cut off at the edge, however wide that is. */
    private static final String CUT_OFF = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final long EVERY_NS = 5_000_000_000L;

    private final PrintWriter err;
    private final Clock clock;
    private final boolean terminal;
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private int rounds;
    private long saidNs;

    DuelDisplay(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        this.terminal = TerminalDevice.isStandardError();
        this.saidNs = clock.nowNs();
    }

    @Override
    public void note(String line) {
        erase();
        err.println(line);
        err.flush();
    }

    @Override
    public void planned(DuelPlan plan) {
        rounds = plan.rounds();
        note(
                "%d rounds, each server in a slice with a window of %d ms, in random order"
                        .formatted(rounds, plan.window().toMillis()));
    }

    @Override
    public void measured(DuelEntry entry, int round, double perSecond) {
        rates.put(entry.name(), perSecond);
        if (terminal) {
            err.print(ERASE + CUT_OFF + line(round) + WRAP);
            err.flush();
        } else if (clock.nowNs() - saidNs > EVERY_NS) {
            saidNs = clock.nowNs();
            note(line(round));
        }
    }

    private String line(int round) {
        return "round %d of %d: ".formatted(round, rounds)
                + rates.entrySet().stream()
                        .map(rate ->
                                String.format(
                                        Locale.ROOT, "%s %,.0f/s", rate.getKey(), rate.getValue()))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void lost(DuelEntry entry, int round, String why) {
        rates.remove(entry.name());
        note("%s is lost in round %d: %s".formatted(entry.name(), round, why));
    }

    /** Before what is printed at the end. */
    void erase() {
        if (terminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
