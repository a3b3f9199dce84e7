package unrigged.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import unrigged.catalog.Stack;
import unrigged.measurement.StartedStack.Stop;
import unrigged.verify.Observations.Reply;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;

/** Checks how a stack's server works: concurrency, workers, native modules, log, burst, stop. */
final class ServerVerifier {
    /** Less than the shortest line of any access log; a warning now and then is far below it. */
    private static final long LOG_BYTES = 20;

    private ServerVerifier() {}

    static CheckResult concurrency(Stack stack, int held, SingleWorkerProbe singleWorker) {
        int max = singleWorker.together().sleeping();
        boolean sync = stack.concurrency().sync();
        String seen =
                "one worker had at most %d of %d queries under way at a time"
                        .formatted(max, StackProbe.AT_ONCE);
        if (max == 0) {
            return CheckResult.notObservable(
                    Check.CONCURRENCY, "no query was seen sleeping at the database");
        }
        if (!sync
                && max < StackProbe.atOnce(held)
                && singleWorker.together().unseenNs() > StackProbe.LONG_DELAY.toNanos() / 2) {
            return CheckResult.notObservable(
                    Check.CONCURRENCY,
                    "%s, but this machine was so busy that the database was not looked at for %d ms"
                            .formatted(seen, singleWorker.together().unseenNs() / 1_000_000));
        }
        if (sync && max > 1) {
            return CheckResult.fail(
                    Check.CONCURRENCY,
                    seen + ", but the stack is declared " + stack.concurrency().id(),
                    "declare the concurrency that it has, or make one worker serve one request at a time");
        }
        if (!sync && max < StackProbe.atOnce(held)) {
            return CheckResult.fail(
                    Check.CONCURRENCY,
                    seen + ", but the stack is declared " + stack.concurrency().id(),
                    max == 1
                            ? "something blocks the worker while a query waits: is "
                                    + stack.driver()
                                    + " a blocking driver there? Use one that fits "
                                    + stack.concurrency().id()
                                    + ", or declare the stack sync"
                            : "lift the limit that keeps a worker from serving more: a pool of connections or threads that is too small");
        }
        return CheckResult.pass(Check.CONCURRENCY, seen);
    }

    static CheckResult workers(
            Stack stack, int held, SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        return switch (stack.worker()) {
            case PROCESS -> processes(singleWorker, twoWorkers);
            case THREAD ->
                    switch (stack.concurrency()) {
                        case VIRTUAL_THREADS -> carriers(singleWorker, twoWorkers);
                        case PLATFORM_THREADS, SYNC -> threads(held, singleWorker, twoWorkers);
                        default ->
                                CheckResult.notObservable(
                                        Check.WORKERS,
                                        "nothing outside a process tells its event loops from its other threads");
                    };
        };
    }

    private static CheckResult processes(
            SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        Set<Long> single = new HashSet<>(singleWorker.singly().poolClients());
        single.addAll(singleWorker.together().poolClients());
        int one = single.size();
        int two = twoWorkers.workers().size();
        if (one == 0 || two == 0) {
            return unseen(Check.WORKERS, twoWorkers);
        }
        return verdict(
                "configured for 1 and 2 workers, %d and %d processes served requests"
                        .formatted(one, two),
                one == 1 && two == StackProbe.TWO);
    }

    private static CheckResult threads(
            int held, SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        if (held == 1) {
            return CheckResult.notObservable(
                    Check.WORKERS, "one connection for all threads: a second one waits for it");
        }
        int one = singleWorker.together().sleeping();
        int two = twoWorkers.batch().sleeping();
        if (one == 0 || two == 0) {
            return CheckResult.notObservable(
                    Check.WORKERS, "no query was seen sleeping at the database");
        }
        // More than one with one worker is a matter of the concurrency's type.
        return verdict(
                "configured for 1 and 2 workers, at most %d and %d queries were under way at a time"
                        .formatted(one, two),
                two == StackProbe.TWO || one > 1);
    }

    private static CheckResult carriers(SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        int one = Math.max(singleWorker.singly().carriers(), singleWorker.together().carriers());
        int two = twoWorkers.batch().carriers();
        if (one == 0 || two == 0) {
            return CheckResult.notObservable(
                    Check.WORKERS, "no carrier threads of the JDK's own scheduler were seen");
        }
        String seen =
                "configured for 1 and 2 workers, there were at most %d and %d carrier threads"
                        .formatted(one, two);
        return one == 1 && two == StackProbe.TWO
                ? CheckResult.pass(Check.WORKERS, seen)
                : CheckResult.fail(
                        Check.WORKERS,
                        seen,
                        "set jdk.virtualThreadScheduler.parallelism and .maxPoolSize to {workers}: without the second the JDK adds carriers while some are blocked");
    }

    private static CheckResult unseen(Check check, TwoWorkerProbe twoWorkers) {
        return CheckResult.notObservable(
                check,
                "no process was seen with a connection to the database (%s)"
                        .formatted(twoWorkers.account()));
    }

    private static CheckResult verdict(String seen, boolean right) {
        return right
                ? CheckResult.pass(Check.WORKERS, seen)
                : CheckResult.fail(
                        Check.WORKERS,
                        seen,
                        "give the server as many workers as {workers} in its command or UNRIGGED_WORKERS in its environment says");
    }

    static CheckResult nativeExtensions(Stack stack, TwoWorkerProbe twoWorkers) {
        if (stack.nativeExtensions().isEmpty()) {
            return CheckResult.pass(Check.SPEEDUPS, "none is declared");
        }
        Set<Long> workers = twoWorkers.workers();
        if (workers.isEmpty()) {
            return unseen(Check.SPEEDUPS, twoWorkers);
        }
        String declared = String.join(", ", stack.nativeExtensions());
        if (twoWorkers.unloaded().isEmpty()) {
            return CheckResult.pass(
                    Check.SPEEDUPS, declared + " in each of " + workers.size() + " workers");
        }
        String missing =
                twoWorkers.unloaded().entrySet().stream()
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
                        + String.join(", ", twoWorkers.unloaded().keySet())
                        + ", or take it off the stack's speedups");
    }

    static CheckResult log(TwoWorkerProbe twoWorkers) {
        int requests = twoWorkers.batch().replies().size() + twoWorkers.burst().replies().size();
        long bytes = twoWorkers.written().values().stream().mapToLong(Long::longValue).sum();
        String seen =
                String.format(Locale.ROOT, "%.1f bytes per request", (double) bytes / requests);
        if (bytes <= LOG_BYTES * requests) {
            return CheckResult.pass(Check.LOG, seen);
        }
        String most =
                twoWorkers.written().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("");
        return CheckResult.fail(
                Check.LOG,
                seen + " were written, most of them to " + most,
                "switch the access log off where UNRIGGED_ACCESS_LOG is 0 or {access_log} is empty, and log nothing else for a request");
    }

    static CheckResult burst(TwoWorkerProbe twoWorkers) {
        Map<String, Integer> problems = new HashMap<>();
        int inside = 0;
        for (Reply reply : twoWorkers.burst().replies()) {
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
                        .formatted(twoWorkers.burst().replies().size(), StackProbe.BURST_AT_ONCE);
        if (problems.isEmpty() && twoWorkers.gone().isEmpty()) {
            return CheckResult.pass(Check.BURST, load + ", all answered right");
        }
        String wrong =
                problems.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(3)
                        .map(entry -> entry.getKey() + " ×" + entry.getValue())
                        .collect(Collectors.joining(", "));
        String gone =
                twoWorkers.gone().isEmpty() ? "" : "ended: " + String.join(", ", twoWorkers.gone());
        return CheckResult.fail(
                Check.BURST,
                load
                        + ": "
                        + String.join(
                                "; ",
                                List.of(wrong, gone).stream().filter(t -> !t.isEmpty()).toList()),
                !twoWorkers.gone().isEmpty()
                        ? "find out in its log why a worker ends under load, and let none be replaced"
                        : inside > 0
                                ? "let an error be an error: status 500 or above when there is no row to answer with"
                                : "make the server wait rather than fail when more requests come than it can serve");
    }

    static CheckResult stop(SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        for (Stop stop : List.of(singleWorker.stop(), twoWorkers.stop())) {
            String remedy =
                    "end the server and all its workers on SIG"
                            + stop.signal()
                            + ", or name the signal that does it as stop_signal";
            if (!stop.inTime()) {
                return CheckResult.fail(
                        Check.STOP,
                        "the server still ran %d s after SIG%s and was killed"
                                .formatted(stop.timeout().toSeconds(), stop.signal()),
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
                        Check.STOP, "a process still listens on the server's port", remedy);
            }
        }
        return CheckResult.pass(
                Check.STOP,
                String.format(
                        Locale.ROOT,
                        "ended %.0f and %.0f ms after SIG%s",
                        singleWorker.stop().tookNs() / 1e6,
                        twoWorkers.stop().tookNs() / 1e6,
                        twoWorkers.stop().signal()));
    }
}
