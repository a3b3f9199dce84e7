package unrigged.load;

import java.util.Formatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;
import unrigged.load.http.UnansweredRequests;

/** The result for people. */
final class Summary {
    private static final int REQUESTS_MAX = 20;

    private Summary() {}

    static String of(LoadPlan plan, Result result) {
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "%,.1f answers per second: %,d right answers in %.2f s over %d connections, %s%n",
                result.perSecond(),
                result.ok(),
                result.durationS(),
                result.connections(),
                kept(plan, result));
        plan.offered().ifPresent(_ -> offered(text, plan, result));
        Result.Latency latency = result.latencies();
        if (latency.max().isPresent()) {
            text.format(
                    "%nlatency (answers and timeouts%s), until %s%n",
                    result.followed().isPresent() ? " of the window's requests" : "", end(result));
            row(text, "p50", latency.p50());
            row(text, "p90", latency.p90());
            row(text, "p99", latency.p99());
            row(text, "p99.9", latency.p999());
            row(text, "max", latency.max());
            row(text, "mean", latency.mean());
        }
        if (result.sendLag().max().isPresent()) {
            text.format("%nsend lag: how late requests left although a connection was free%n");
            row(text, "p50", result.sendLag().p50());
            row(text, "p99", result.sendLag().p99());
            row(text, "max", result.sendLag().max());
        }
        if (!result.failed().isEmpty()) {
            text.format("%nfailed%n");
            new TreeMap<>(result.failed())
                    .forEach((kind, failures) -> failed(text, result, kind, failures));
        }
        if (!result.asked().isEmpty()) {
            requests(text, result);
        }
        text.format(
                "%nfailed %,d, abandoned at the end %,d, of %,d requests%n",
                result.begun() - result.ok() - result.abandoned(),
                result.abandoned(),
                result.begun());
        result.followed().ifPresent(followed -> followed(text, plan, followed));
        unanswered(text, result);
        plan.schedule()
                .requests()
                .ifPresent(asked -> {
                    if (result.begun() - result.abandoned() < asked) {
                        text.format(
                                "ended before all %,d requests were; --duration sets the time bound (%s)%n",
                                asked, DurationText.of(plan.schedule().windowNs()));
                    }
                });
        connections(text, result);
        return text.toString();
    }

    private static String kept(LoadPlan plan, Result result) {
        if (!plan.keepAlive()) {
            return "a new one for each request";
        }
        if (result.established() == 0) {
            return "none of them established";
        }
        return result.connects() > result.connections()
                ? String.format(
                        Locale.ROOT, "not always kept alive: %,d were made", result.connects())
                : "kept alive";
    }

    private static String end(Result result) {
        OptionalDouble unreadMs = result.worst(SelfCheck.Figures::unreadMeanMs);
        return unreadMs.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "the kernel received the answer; the generator read it %.3f ms later on average",
                        unreadMs.getAsDouble())
                : "the generator read the answer";
    }

    private static void failed(
            Formatter text, Result result, String kind, Totals.Failures failures) {
        text.format(
                "  %-12s %,10d   after %.3f ms on average; first: %s%n",
                kind, failures.count(), failures.meanMs(), failures.first());
        if (!result.asked().isEmpty()) {
            for (Totals.Example example : failures.examples()) {
                text.format(
                        "      %s: %s%n",
                        result.exchanges().get(example.exchange()), example.detail());
            }
        }
    }

    private static void requests(Formatter text, Result result) {
        if (result.asked().size() > REQUESTS_MAX) {
            text.format(
                    "%n%,d different requests, %,d of them with failures; --json names them%n",
                    result.asked().size(),
                    result.asked().stream().filter(asked -> asked.failed() > 0).count());
            return;
        }
        text.format("%nrequests                right       failed   mean latency%n");
        for (int i = 0; i < result.asked().size(); i++) {
            Totals.Asked asked = result.asked().get(i);
            text.format(
                    "  %,27d %,12d   %12s   %s%n",
                    asked.ok(),
                    asked.failed(),
                    asked.meanMs().isPresent()
                            ? String.format(Locale.ROOT, "%.3f ms", asked.meanMs().getAsDouble())
                            : "–",
                    result.exchanges().get(i));
        }
    }

    private static void followed(Formatter text, LoadPlan plan, Result.Followed followed) {
        text.format(
                "followed after the window: %,d of its %,d requests ended within %s; the last request of all ended %.3f s after it%n",
                followed.seen(),
                followed.seen() + followed.unseen(),
                DurationText.of(plan.schedule().followNs()),
                followed.drainS());
    }

    /** Without an answer it is in no latency above. */
    private static void unanswered(Formatter text, Result result) {
        UnansweredRequests unanswered = result.unanswered();
        if (unanswered.overHalf() == 0) {
            return;
        }
        text.format(
                "without an answer at the end: %,d requests in flight for more than half of the window, the oldest for %.3f s%s; %,d of their connections got no answer in the window%n",
                unanswered.overHalf(),
                unanswered.oldestNs() / 1e9,
                result.asked().isEmpty()
                        ? ""
                        : " ("
                                + result.exchanges().get(unanswered.oldestExchange().orElseThrow())
                                + ")",
                unanswered.connections());
        text.format(
                "  the server lets requests hang, or the window is too short for them: a --timeout below --duration counts them as failed%n");
    }

    private static void offered(Formatter text, LoadPlan plan, Result result) {
        long due = result.offered().orElse(0);
        long ended = result.begun() - result.abandoned();
        text.format(
                "offered %,.1f per second, %s arrivals, %s pacing; %.1f %% of them ended in the window%n",
                due / result.durationS(),
                Checks.label(plan.offered().orElseThrow().pattern()),
                Checks.label(plan.pacing().kind()),
                due == 0 ? 100.0 : Math.min(100.0, 100.0 * ended / due));
    }

    private static void connections(Formatter text, Result result) {
        text.format(
                "connections to %s: %d of %d established; %,d connects in the window; %,d bytes received%n",
                result.connecting().destination().text(),
                result.established(),
                result.connections(),
                result.connects(),
                result.bytesReceived());
        Destination destination = result.connecting().destination();
        if (destination.accepted() && !destination.failed().isEmpty()) {
            text.format("other addresses failed: %s%n", destination.failures());
        }
        if (result.keptOpen() > 0) {
            text.format(
                    "the server left %,d connections open that it should have closed; each cost a wait%n",
                    result.keptOpen());
        }
        if (result.retriedOnClosed() > 0) {
            text.format(
                    "the server had closed %,d kept connections without a byte of an answer; their requests were sent again%n",
                    result.retriedOnClosed());
        }
        if (result.cpuUserS().isPresent() && result.ok() > 0) {
            double cpuS = result.cpuUserS().getAsDouble() + result.cpuSystemS().orElse(0);
            text.format(
                    "generator: %s; %.2f s of CPU, %.1f µs per answer; its busiest thread %.0f %%%n",
                    result.transport(),
                    cpuS,
                    cpuS * 1e6 / result.ok(),
                    result.worst(SelfCheck.Figures::busyShare).orElse(0) * 100);
        }
        text.format("self-check: %s%n", result.health());
    }

    private static void row(Formatter text, String name, OptionalDouble ms) {
        ms.ifPresent(value -> text.format("  %-6s %,12.3f ms%n", name, value));
    }

    /**
     * One line that is written over itself each second. A terminal that is narrower cuts it off
     * (DECAWM is off meanwhile): a line that went on below could not be written over.
     */
    static String live(LoadProgress.Second second) {
        return String.format(
                Locale.ROOT,
                "\r\033[?7l%-7s %4d s  %,9.0f/s  failed %,d  p50 %s  p99 %s\033[K\033[?7h",
                second.phase().label(),
                second.index() + 1,
                second.lengthS() > 0 ? second.ok() / second.lengthS() : 0,
                second.failed(),
                figure(second.p50Ms()),
                figure(second.p99Ms()));
    }

    private static String figure(OptionalDouble ms) {
        return ms.isPresent() ? String.format(Locale.ROOT, "%.2f ms", ms.getAsDouble()) : "–";
    }
}
