package unrigged.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import unrigged.measurement.Answer;
import unrigged.measurement.StartedStack;
import unrigged.metric.Clock;
import unrigged.verify.Observations.Reply;

/** Sends the load's request, over a connection of its own each time, and keeps every answer. */
final class RequestSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Clock clock;
    private final StartedStack stack;

    RequestSender(Clock clock, StartedStack stack) {
        this.clock = clock;
        this.stack = stack;
    }

    Reply one() {
        long from = clock.nowNs();
        Answer answer = stack.ask("/test", TIMEOUT);
        return new Reply(answer, clock.nowNs() - from);
    }

    /** {@code count} requests, {@code atOnce} of them at a time. */
    List<Reply> send(int count, int atOnce) throws InterruptedException {
        List<Callable<Reply>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(this::one);
        }
        List<Reply> replies = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(atOnce);
        try {
            for (Future<Reply> reply : clients.invokeAll(requests)) {
                replies.add(reply.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a request failed in the controller itself", e.getCause());
        } finally {
            clients.shutdownNow();
        }
        return replies;
    }
}
