package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/**
 * The talk with the controller: JSON lines out, single lines in ({@code expect-mask "…"}, {@code
 * go}, {@code stop}). When the controller has exited, nobody wants this load any more.
 */
final class Control implements LoadProgress, AutoCloseable {
    private static final String MASK = "expect-mask ";
    private static final int FAREWELL_MS = 2_000;

    private final ControlConnection connection;
    private final Runnable gone;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch farewell = new CountDownLatch(1);
    private volatile Optional<String> mask = Optional.empty();
    private volatile boolean finished;
    private final StopSwitch stop = new StopSwitch();

    private Control(ControlConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    /**
     * @param token the first word to the controller, by which it knows its generator
     * @param gone called once, on another thread, when the controller went away or is not
     *     understood
     */
    static Control connect(InetSocketAddress controller, Optional<String> token, Runnable gone) {
        Control control = new Control(ControlConnection.open(controller, token), gone);
        ControlConnection.read(control::read);
        return control;
    }

    private void read() {
        try (BufferedReader in = connection.lines()) {
            String line;
            while ((line = in.readLine()) != null) {
                take(line.strip());
            }
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            if (!finished) {
                connection.sayError(String.valueOf(e.getMessage()));
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
            stop.stop();
            decided.countDown();
        } else if (!line.isEmpty()) {
            throw new IllegalArgumentException("expected expect-mask, go or stop but got: " + line);
        }
    }

    /** What {@code stop} does; at once if it has come already. */
    void onStop(Runnable action) {
        stop.onStop(action);
    }

    /** Says that all is set up, and waits for {@code go} (or {@code stop}). */
    void readyAndAwaitGo() throws InterruptedException {
        connection.say(LoadResultJson.event("ready"));
        decided.await();
    }

    /** What the controller wants every body to look like, if it said so before {@code go}. */
    Optional<String> mask() {
        return mask;
    }

    @Override
    public void began(Phase phase) {
        connection.say(LoadResultJson.event(phase.label()));
    }

    @Override
    public void second(Second second) {
        connection.say(LoadResultJson.second(second));
    }

    @Override
    public void windowEnded() {
        connection.say(LoadResultJson.event("window-end"));
    }

    /**
     * The last word. The controller may still want to look at this process (its memory), so it
     * stays until the controller hangs up, but not for long.
     */
    void done(Result result) throws InterruptedException {
        finished = true;
        connection.say(LoadResultJson.done(result));
        var _ = farewell.await(FAREWELL_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        finished = true;
        connection.close();
    }
}
