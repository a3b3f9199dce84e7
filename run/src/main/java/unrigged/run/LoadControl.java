package unrigged.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

/**
 * The lab's end of the talk with the load generator: JSON lines over a loopback connection that the
 * generator opens. When the lab dies the connection breaks and the generator ends.
 */
final class LoadControl implements AutoCloseable {
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

    /** Waits for the generator's {@code ready}; whether it came in time. */
    boolean awaitReady(Duration patience) throws IOException, InterruptedException {
        socket = listening.await(patience).orElse(null);
        if (socket == null) {
            return false;
        }
        socket.setTcpNoDelay(true);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Optional<JsonNode> event = next(patience);
        return event.isPresent() && event.get().path("event").asString().equals("ready");
    }

    /** Lets the load begin; every answer must fit {@code mask} where there is one. */
    void go(Optional<String> mask) throws IOException {
        if (mask.isPresent()) {
            say("expect-mask " + Json.LINES.writeValueAsString(mask.get()));
        }
        say("go");
    }

    /** The next event; empty when none came within {@code patience} or the generator is gone. */
    Optional<JsonNode> next(Duration patience) throws IOException {
        if (socket == null || in == null) {
            return Optional.empty();
        }
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        try {
            String line = in.readLine();
            return line == null ? Optional.empty() : Optional.of(Json.LINES.readTree(line));
        } catch (IOException _) {
            // Silent for too long, or its connection broke because it died: gone either way.
            return Optional.empty();
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
