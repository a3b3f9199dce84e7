package unrigged.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.catalog.Stack;
import unrigged.run.StartedStack.Stop;
import unrigged.verify.Observed.Alone;
import unrigged.verify.Observed.Busy;
import unrigged.verify.Observed.Reply;

/** Judges how a stack's server works: concurrency, workers, native modules, log, burst, stop. */
final class ServerJudge {
    /** Less than the shortest line of any access log; a warning now and then is far below it. */
    private static final long LOG_BYTES = 20;

    private ServerJudge() {}

    static CheckResult concurrency(Stack stack, int held, Alone alone) {
        int most = alone.together().sleeping();
        boolean sync = stack.concurrency().sync();
        String seen =
                "one worker had at most %d of %d queries under way at a time"
                        .formatted(most, Examination.AT_ONCE);
        if (most == 0) {
            return CheckResult.notObservable(
                    Check.CONCURRENCY, "no query was seen sleeping at the database");
        }
        if (!sync
                && most < Examination.atOnce(held)
                && alone.together().unseenNs() > Examination.LONG_DELAY.toNanos() / 2) {
            return CheckResult.notObservable(
                    Check.CONCURRENCY,
                    "%s, but this machine was so busy that the database was not looked at for %d ms"
                            .formatted(seen, alone.together().unseenNs() / 1_000_000));
        }
        if (sync && most > 1) {
            return CheckResult.fail(
                    Check.CONCURRENCY,
                    seen + ", but the stack is declared " + stack.concurrency().id(),
                    "declare the concurrency that it has, or make one worker serve one request at a time");
        }
        if (!sync && most < Examination.atOnce(held)) {
            return CheckResult.fail(
                    Check.CONCURRENCY,
                    seen + ", but the stack is declared " + stack.concurrency().id(),
                    most == 1
                            ? "something blocks the worker while a query waits: is "
                                    + stack.driver()
                                    + " a blocking driver there? Use one that fits "
                                    + stack.concurrency().id()
                                    + ", or declare the stack sync"
                            : "lift the limit that keeps a worker from serving more: a pool of connections or threads that is too small");
        }
        return CheckResult.pass(Check.CONCURRENCY, seen);
    }

    static CheckResult workers(Stack stack, int held, Alone alone, Busy busy) {
        return switch (stack.worker()) {
            case PROCESS -> processes(alone, busy);
            case THREAD ->
                    switch (stack.concurrency()) {
                        case VIRTUAL_THREADS -> carriers(alone, busy);
                        case PLATFORM_THREADS, SYNC -> threads(held, alone, busy);
                        default ->
                                CheckResult.notObservable(
                                        Check.WORKERS,
                                        "nothing outside a process tells its event loops from its other threads");
                    };
        };
    }

    private static CheckResult processes(Alone alone, Busy busy) {
        Set<Long> single = new HashSet<>(alone.singly().callers());
        single.addAll(alone.together().callers());
        int one = single.size();
        int two = busy.workers().size();
        if (one == 0 || two == 0) {
            return unseen(Check.WORKERS, busy);
        }
        return verdict(
                "told to run 1 and 2 workers, %d and %d processes served requests"
                        .formatted(one, two),
                one == 1 && two == Examination.TWO);
    }

    private static CheckResult threads(int held, Alone alone, Busy busy) {
        if (held == 1) {
            return CheckResult.notObservable(
                    Check.WORKERS, "one connection for all threads: a second one waits for it");
        }
        int one = alone.together().sleeping();
        int two = busy.crowd().sleeping();
        if (one == 0 || two == 0) {
            return CheckResult.notObservable(
                    Check.WORKERS, "no query was seen sleeping at the database");
        }
        // More than one with one worker is a matter of the concurrency's type.
        return verdict(
                "told to run 1 and 2 workers, at most %d and %d queries were under way at a time"
                        .formatted(one, two),
                two == Examination.TWO || one > 1);
    }

    private static CheckResult carriers(Alone alone, Busy busy) {
        int one = Math.max(alone.singly().carriers(), alone.together().carriers());
        int two = busy.crowd().carriers();
        if (one == 0 || two == 0) {
            return CheckResult.notObservable(
                    Check.WORKERS, "no carrier threads of the JDK's own scheduler were seen");
        }
        String seen =
                "told to run 1 and 2 workers, there were at most %d and %d carrier threads"
                        .formatted(one, two);
        return one == 1 && two == Examination.TWO
                ? CheckResult.pass(Check.WORKERS, seen)
                : CheckResult.fail(
                        Check.WORKERS,
                        seen,
                        "set jdk.virtualThreadScheduler.parallelism and .maxPoolSize to {workers}: without the second the JDK adds carriers while some are blocked");
    }

    private static CheckResult unseen(Check check, Busy busy) {
        return CheckResult.notObservable(
                check,
                "no process was seen with a connection to the database (%s)"
                        .formatted(busy.account()));
    }

    private static CheckResult verdict(String seen, boolean right) {
        return right
                ? CheckResult.pass(Check.WORKERS, seen)
                : CheckResult.fail(
                        Check.WORKERS,
                        seen,
                        "give the server as many workers as {workers} in its command or UNRIGGED_WORKERS in its environment says");
    }

    static CheckResult speedups(Stack stack, Busy busy) {
        if (stack.speedups().isEmpty()) {
            return CheckResult.pass(Check.SPEEDUPS, "none is declared");
        }
        Set<Long> workers = busy.workers();
        if (workers.isEmpty()) {
            return unseen(Check.SPEEDUPS, busy);
        }
        String declared = String.join(", ", stack.speedups());
        if (busy.unloaded().isEmpty()) {
            return CheckResult.pass(
                    Check.SPEEDUPS, declared + " in each of " + workers.size() + " workers");
        }
        String missing =
                busy.unloaded().entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + " in "
                                        + entry.getValue().size()
                                        + " of "
                                        + workers.size()
                                        + " workers")
                        .collect(Collectors.joining(", "));
        return CheckResult.fail(
                Check.SPEEDUPS,
                "not loaded: " + missing,
                "install and switch on "
                        + String.join(", ", busy.unloaded().keySet())
                        + ", or take it off the stack's speedups");
    }

    static CheckResult log(Busy busy) {
        int requests = busy.crowd().replies().size() + busy.burst().replies().size();
        long bytes = busy.written().values().stream().mapToLong(Long::longValue).sum();
        String seen =
                String.format(Locale.ROOT, "%.1f bytes per request", (double) bytes / requests);
        if (bytes <= LOG_BYTES * requests) {
            return CheckResult.pass(Check.LOG, seen);
        }
        String most =
                busy.written().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("");
        return CheckResult.fail(
                Check.LOG,
                seen + " were written, most of them to " + most,
                "switch the access log off where UNRIGGED_ACCESS_LOG is 0 or {access_log} is empty, and log nothing else for a request");
    }

    static CheckResult burst(Busy busy) {
        Map<String, Integer> problems = new HashMap<>();
        int inside = 0;
        for (Reply reply : busy.burst().replies()) {
            if (reply.answer().problem().isPresent()) {
                boolean ok = reply.answer().status() == 200;
                inside += ok ? 1 : 0;
                problems.merge(
                        ok
                                ? "an error inside a 200 (" + reply.answer().problem().get() + ")"
                                : reply.answer().status() == 0
                                        ? "no answer"
                                        : "HTTP " + reply.answer().status(),
                        1,
                        Integer::sum);
            }
        }
        String load =
                "%d requests at %d connections"
                        .formatted(busy.burst().replies().size(), Examination.BURST_AT_ONCE);
        if (problems.isEmpty() && busy.gone().isEmpty()) {
            return CheckResult.pass(Check.BURST, load + ", all answered right");
        }
        String wrong =
                problems.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(3)
                        .map(entry -> entry.getKey() + " ×" + entry.getValue())
                        .collect(Collectors.joining(", "));
        String gone = busy.gone().isEmpty() ? "" : "ended: " + String.join(", ", busy.gone());
        return CheckResult.fail(
                Check.BURST,
                load
                        + ": "
                        + String.join(
                                "; ",
                                List.of(wrong, gone).stream().filter(t -> !t.isEmpty()).toList()),
                !busy.gone().isEmpty()
                        ? "find out in its log why a worker ends under load, and let none be replaced"
                        : inside > 0
                                ? "let an error be an error: status 500 or above when there is no row to answer with"
                                : "make the server wait rather than fail when more requests come than it can serve");
    }

    static CheckResult stop(Alone alone, Busy busy) {
        for (Stop stop : List.of(alone.stop(), busy.stop())) {
            String remedy =
                    "end the server and all its workers on SIG"
                            + stop.signal()
                            + ", or name the signal that does it as stop_signal";
            if (!stop.inTime()) {
                return CheckResult.fail(
                        Check.STOP,
                        "the server still ran %d s after SIG%s and was killed"
                                .formatted(stop.patience().toSeconds(), stop.signal()),
                        remedy);
            }
            if (!stop.survivors().isEmpty()) {
                return CheckResult.fail(
                        Check.STOP,
                        "SIG%s ended the server but not %s"
                                .formatted(stop.signal(), String.join(", ", stop.survivors())),
                        remedy);
            }
            if (stop.stillListening()) {
                return CheckResult.fail(
                        Check.STOP, "somebody still listens on the server's port", remedy);
            }
        }
        return CheckResult.pass(
                Check.STOP,
                String.format(
                        Locale.ROOT,
                        "ended %.0f and %.0f ms after SIG%s",
                        alone.stop().tookNs() / 1e6,
                        busy.stop().tookNs() / 1e6,
                        busy.stop().signal()));
    }
}
