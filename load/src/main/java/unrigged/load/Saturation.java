package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Whether the generator itself was the limit: then the figures say less about the server than they
 * seem to. What a server does or leaves undone is no reason.
 *
 * <p>A share of the window is a reason only where it amounts to {@value #MIN_MS} ms: what happens
 * once in a window of milliseconds says nothing about the generator.
 */
final class Saturation {
    static final double BUSY_MAX = 0.9;
    static final double RESIDUAL_MAX = 0.05;
    static final double GC_SHARE_MAX = 0.05;

    /** A lag that is a smaller share of the latencies changes nothing that is read from them. */
    static final double LAG_SHARE_MAX = 0.1;

    static final double LAG_MS_MAX = 1;

    /**
     * Answers are always seen a little late; from here on the latencies are mostly not to blame.
     */
    static final double SEEN_LATE_MAX = 0.2;

    /** A closed loop loses as much load. */
    static final double PAUSED_MAX = 0.1;

    static final double MIN_MS = 100;

    /** So many slots wait for the server before no more of them begin. */
    private static final int BEGIN_AT_ONCE = 128;

    private Saturation() {}

    /**
     * The word healthy, or "saturated: " and every reason of every thread.
     *
     * @param latencyMs the latencies' P99, of all threads
     */
    static String verdict(List<SelfCheck.Figures> threads, OptionalDouble latencyMs) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            String which = threads.size() == 1 ? "" : "thread " + (i + 1) + ": ";
            reasons(threads.get(i), latencyMs).forEach(reason -> reasons.add(which + reason));
        }
        return reasons.isEmpty() ? "healthy" : "saturated: " + String.join("; ", reasons);
    }

    private static List<String> reasons(SelfCheck.Figures figures, OptionalDouble latencyMs) {
        List<String> reasons = new ArrayList<>();
        double busy = figures.busyShare().orElse(0);
        if (isMore(busy, BUSY_MAX, figures)) {
            reasons.add(
                    say(
                            "the generator's thread was busy %.0f %% of the window, so the server may be faster than this shows",
                            busy * 100));
        }
        double paused = figures.pausedShare().orElse(0);
        if (isMore(paused, PAUSED_MAX, figures)) {
            reasons.add(
                    say(
                            "the generator's thread did not run for %.2f s of the %.2f s although it had to, as one that was stopped, so its pauses look like the server's",
                            paused * figures.windowMs() / 1e3, figures.windowMs() / 1e3));
        }
        connections(figures, reasons);
        double lagMs = figures.lagMs().orElse(0);
        if (lagMs > LAG_MS_MAX
                && lagMs > LAG_SHARE_MAX * latencyMs.orElse(0)
                && lagMs * figures.ended() / 100 >= MIN_MS) {
            reasons.add(
                    say(
                            "one request in a hundred left %.1f ms late or more although a connection was free",
                            lagMs));
        }
        double seenLate = figures.seenLateShare().orElse(0);
        if (isMore(seenLate, SEEN_LATE_MAX, figures)) {
            reasons.add(
                    say(
                            "answers were there and not seen for up to %.0f %% of the requests' time, as the generator's thread waited for a CPU or was kept from running",
                            seenLate * 100));
        }
        double residual =
                figures.littlesLawResidual().isPresent()
                        ? figures.littlesLawResidual().getAsDouble() - figures.overHalfShare()
                        : 0;
        if (figures.failures() == 0 && isMore(Math.abs(residual), RESIDUAL_MAX, figures)) {
            reasons.add(unaccounted(figures, residual));
        }
        double collecting = figures.gcShare().orElse(0);
        if (isMore(collecting, GC_SHARE_MAX, figures)) {
            reasons.add(say("garbage collection took %.1f %% of the window", collecting * 100));
        }
        return reasons;
    }

    /** A server that does not let them in keeps others from beginning: that is its affair. */
    private static void connections(SelfCheck.Figures figures, List<String> reasons) {
        boolean keptWaiting = figures.begun() - figures.established() >= BEGIN_AT_ONCE;
        if (figures.begun() < figures.connections() && !keptWaiting) {
            reasons.add(
                    say(
                            "only %d of %d connections were ever begun",
                            figures.begun(), figures.connections()));
        }
        if (figures.portShortages() > 0) {
            reasons.add(
                    say(
                            "%d connects found no free local port (see net.ipv4.ip_local_port_range)",
                            figures.portShortages()));
        }
    }

    private static boolean isMore(double share, double max, SelfCheck.Figures figures) {
        return share > max && share * figures.windowMs() >= MIN_MS;
    }

    private static String unaccounted(SelfCheck.Figures figures, double residual) {
        return figures.offered().isPresent()
                ? say(
                        "the latencies and the number of requests under way differ by %.1f %% (Little's law)",
                        residual * 100)
                : say(
                        "%.1f %% of the connections' time is unaccounted for (Little's law), so less load was offered than asked for",
                        residual * 100);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private static String say(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
