package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import unrigged.program.EnvironmentException;

/**
 * The talk with the controller: JSON lines out, single lines in ({@code expect-mask "…"}, {@code
 * go}, {@code stop}). When the controller has exited, nobody wants this load any more.
 */
final class Control implements LoadProgress, AutoCloseable {
    /**
     * Shown to the controller where it is set: not by an option, which other users could read in
     * ps.
     */
    static final String TOKEN_VARIABLE = "UNRIGGED_CONTROL_TOKEN";

    private static final String MASK = "expect-mask ";
    private static final int TIMEOUT_MS = 5_000;
    private static final int FAREWELL_MS = 2_000;

    private final Socket socket;
    private final Runnable gone;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch farewell = new CountDownLatch(1);
    private volatile Optional<String> mask = Optional.empty();
    private volatile boolean finished;
    private boolean stopped;
    private @Nullable Runnable onStop;

    private Control(Socket socket, Runnable gone) {
        this.socket = socket;
        this.gone = gone;
    }

    /**
     * @param token the first word to the controller, by which it knows its generator
     * @param gone called once, on another thread, when the controller went away or is not
     *     understood
     */
    static Control connect(InetSocketAddress controller, Optional<String> token, Runnable gone) {
        Socket socket = new Socket();
        try {
            socket.connect(controller, TIMEOUT_MS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "nothing listens at --control %s: %s".formatted(controller, e.getMessage()),
                    "start the controller first; it accepts one TCP connection");
        }
        Control control = new Control(socket, gone);
        token.ifPresent(text ->
                control.say(
                        LoadResultJson.event(
                                "hello", json -> json.writeStringProperty("token", text))));
        Thread reader = new Thread(control::read, "control");
        reader.setDaemon(true);
        reader.start();
        return control;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = in.readLine()) != null) {
                take(line.strip());
            }
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            if (!finished) {
                say(
                        LoadResultJson.event(
                                "error",
                                json ->
                                        json.writeStringProperty(
                                                "message", String.valueOf(e.getMessage()))));
            }
        }
        farewell.countDown();
        if (!finished) {
            gone.run();
        }
    }

    private void take(String line) {
        if (line.startsWith(MASK)) {
            mask = Optional.of(LoadResultJson.string(line.substring(MASK.length())));
        } else if (line.equals("go")) {
            decided.countDown();
        } else if (line.equals("stop")) {
            stop();
        } else if (!line.isEmpty()) {
            throw new IllegalArgumentException("expected expect-mask, go or stop but got: " + line);
        }
    }

    private void stop() {
        Runnable action;
        synchronized (this) {
            stopped = true;
            action = onStop;
        }
        if (action != null) {
            action.run();
        }
        decided.countDown();
    }

    /** What {@code stop} does; at once if it has come already. */
    void onStop(Runnable action) {
        boolean already;
        synchronized (this) {
            onStop = action;
            already = stopped;
        }
        if (already) {
            action.run();
        }
    }

    /** Says that all is set up, and waits for {@code go} (or {@code stop}). */
    void readyAndAwaitGo() throws InterruptedException {
        say(LoadResultJson.event("ready"));
        decided.await();
    }

    /** What the controller wants every body to look like, if it said so before {@code go}. */
    Optional<String> mask() {
        return mask;
    }

    @Override
    public void began(Phase phase) {
        say(LoadResultJson.event(phase.label()));
    }

    @Override
    public void second(Second second) {
        say(LoadResultJson.second(second));
    }

    @Override
    public void windowEnded() {
        say(LoadResultJson.event("window-end"));
    }

    /**
     * The last word. The controller may still want to look at this process (its memory), so it
     * stays until the controller hangs up, but not for long.
     */
    void done(Result result) throws InterruptedException {
        finished = true;
        say(LoadResultJson.done(result));
        var _ = farewell.await(FAREWELL_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void say(String json) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException _) {
            // The controller has exited: the reading thread sees it too and ends the process.
        }
    }

    @Override
    public void close() {
        finished = true;
        try {
            socket.close();
        } catch (IOException _) {
            // Everything has been said.
        }
    }
}
