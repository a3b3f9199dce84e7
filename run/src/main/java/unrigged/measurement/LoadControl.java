package unrigged.measurement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

    /** Between the end of the connection and the end of the process. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ControlPort listening;
    private @Nullable Socket socket;
    private @Nullable BufferedReader in;

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
        in =
                new BufferedReader(
                        new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8));
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
    Message next(Duration timeout, ManagedProcess generator) throws IOException {
        if (socket == null || in == null) {
            throw new IllegalStateException("the load generator is not connected");
        }
        socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
        String line;
        try {
            line = in.readLine();
        } catch (SocketTimeoutException _) {
            return new Message.Silence();
        } catch (IOException _) {
            return new Message.Ended();
        }
        if (line == null) {
            return new Message.Ended();
        }
        try {
            return new Message.Said(Json.LINES.readTree(line));
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
