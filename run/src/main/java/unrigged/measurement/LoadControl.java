package unrigged.measurement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;
import unrigged.metric.Tier;
import unrigged.process.ManagedProcess;
import unrigged.workload.BodyText;

/**
 * The controller's end of the talk with the load generator: JSON lines over a loopback connection
 * that the generator opens. When the controller dies the connection breaks and the generator ends.
 */
final class LoadControl implements AutoCloseable {
    private static final int STEP_MS = 50;

    /** No line of the generator is empty. */
    private static final String END = "";

    /** Between the end of the connection and the end of the process. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ControlPort listening;
    private @Nullable Socket socket;

    /** Lines of the generator as they come; the last one is {@link #END}. */
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Whether a slice was begun whose end was not heard of. */
    private boolean busy;

    /**
     * @param token what the generator shows when it connects
     */
    LoadControl(String token) throws IOException {
        listening = new ControlPort(token);
    }

    int port() {
        return listening.port();
    }

    /** What came from the generator, or did not. */
    sealed interface Message {
        record Said(JsonNode event) implements Message {}

        /** Nothing came in time. */
        record Silence() implements Message {}

        /** Nothing will come any more. */
        record Ended() implements Message {}
    }

    /**
     * Waits for the generator's {@code ready}.
     *
     * @param remaining how long there is left; asked again and again
     * @throws TrialException when it has ended or is not ready in time
     */
    void awaitReady(Supplier<Duration> remaining, ManagedProcess generator)
            throws IOException, InterruptedException {
        Socket accepted = null;
        while (accepted == null) {
            long stepMs = Math.max(1, Math.min(STEP_MS, remaining.get().toMillis()));
            accepted = listening.await(Duration.ofMillis(stepMs)).orElse(null);
            if (accepted == null && generator.exitStatus().isPresent()) {
                throw ended(generator);
            }
            if (accepted == null && remaining.get().toMillis() <= 1) {
                throw notReady(generator);
            }
        }
        listening.close();
        socket = accepted;
        accepted.setTcpNoDelay(true);
        Socket connected = accepted;
        Thread.ofVirtual().name("load-control").start(() -> read(connected));
        switch (next(remaining.get(), generator)) {
            case Message.Said said when said.event.path("event").asString().equals("ready") -> {}
            case Message.Said said ->
                    throw new TrialException(
                            "the load generator said this instead of 'ready': " + said.event, "");
            case Message.Silence _ -> throw notReady(generator);
            case Message.Ended _ -> throw ended(generator);
        }
    }

    private static TrialException notReady(ManagedProcess generator) {
        return new TrialException(
                "the load generator was not ready in time", LogTail.of(generator.command().log()));
    }

    /** Why there is nothing to be heard of it any more; says its exit status if it has one. */
    static TrialException ended(ManagedProcess generator) throws InterruptedException {
        return generator.awaitExit(GRACE)
                ? Readiness.died(Tier.LOAD, generator)
                : new TrialException(
                        "the load generator closed its connection, and its process still runs",
                        LogTail.of(generator.command().log()));
    }

    /** On a thread of its own: whoever waits for a line can be interrupted. */
    private void read(Socket from) {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException _) {
            // The connection broke: nothing will come any more.
        }
        lines.add(END);
    }

    /** Whether the last slice has ended. */
    boolean isIdle() {
        return !busy;
    }

    /** Lets a slice begin, with the words of the generator's own command line. */
    void slice(List<String> words, ManagedProcess generator) throws InterruptedException {
        busy = true;
        try {
            say("slice " + Json.LINES.writeValueAsString(words));
        } catch (IOException _) {
            throw ended(generator);
        }
    }

    /** Lets the load begin; every answer must fit {@code mask} where there is one. */
    void go(Optional<String> mask, ManagedProcess generator) throws InterruptedException {
        try {
            if (mask.isPresent()) {
                say("expect-mask " + Json.LINES.writeValueAsString(mask.get()));
            }
            say("go");
        } catch (IOException _) {
            throw ended(generator);
        }
    }

    /**
     * The next message.
     *
     * @throws TrialException when what came is none
     */
    Message next(Duration timeout, ManagedProcess generator) throws InterruptedException {
        String line = lines.poll(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
        if (line == null) {
            return new Message.Silence();
        }
        if (line.equals(END)) {
            lines.add(END);
            return new Message.Ended();
        }
        try {
            JsonNode event = Json.LINES.readTree(line);
            String what = event.path("event").asString("");
            busy &= !what.equals("done") && !what.equals("error");
            return new Message.Said(event);
        } catch (JacksonException _) {
            throw new TrialException(
                    "the load generator said what is no JSON: " + BodyText.shortened(line),
                    LogTail.of(generator.command().log()));
        }
    }

    private void say(String line) throws IOException {
        if (socket == null) {
            throw new IllegalStateException("the load generator is not connected");
        }
        OutputStream out = socket.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        listening.close();
    }
}
