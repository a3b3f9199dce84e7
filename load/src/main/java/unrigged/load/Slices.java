package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import tools.jackson.core.JacksonException;
import unrigged.load.http.LoadClock;
import unrigged.program.Crash;
import unrigged.program.InvalidInputException;
import unrigged.program.OperationalException;
import unrigged.program.UsageError;

/**
 * The slices of a run: loads that a controller tells one after the other, each with the words of a
 * command line. All are run in this process, whose code stays warm.
 *
 * <pre>
 * in:  slice ["http://127.0.0.1:8080/", "--connections", "37", …]   stop
 * out: ready; then for each slice warm-up, window, window-end, done; or error
 * </pre>
 *
 * One slice at a time. The process ends when the controller hangs up.
 */
final class Slices {
    private static final String SLICE = "slice ";
    private static final int QUOTED_MAX = 200;

    private final ControlConnection connection;
    private final Runnable gone;
    private final ProcessFigures process = new ProcessFigures();

    /** What the reading thread was told; empty when the controller has hung up. */
    private final BlockingQueue<Optional<Slice>> told = new LinkedBlockingQueue<>();

    private boolean ready;
    private @Nullable Slice underWay;

    private record Slice(List<String> words, StopSwitch stop) {}

    private Slices(ControlConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    /**
     * Runs slices until the controller hangs up.
     *
     * @param gone ends the process when the connection breaks while something is under way
     */
    static void run(InetSocketAddress controller, Runnable gone) throws InterruptedException {
        Optional<String> token =
                Optional.ofNullable(System.getenv(ControlConnection.TOKEN_VARIABLE));
        try (ControlConnection connection = ControlConnection.open(controller, token)) {
            new Slices(connection, gone).serve();
        }
    }

    private void serve() throws InterruptedException {
        ControlConnection.read(this::read);
        SliceWarmup.run(process);
        synchronized (this) {
            ready = true;
        }
        connection.say(LoadResultJson.event("ready"));
        for (Optional<Slice> next = told.take(); next.isPresent(); next = told.take()) {
            Slice slice = next.get();
            try {
                String done = done(slice.words, slice.stop::onStop, this::passed, process);
                ended();
                connection.say(done);
            } catch (ParameterException e) {
                refuse(UsageError.text(e, OtherTools.OPTIONS::get));
            } catch (InvalidInputException e) {
                refuse(e.text());
            } catch (OperationalException e) {
                refuse(e.text());
            } catch (RuntimeException e) {
                refuse(Crash.text(e));
            }
        }
    }

    /**
     * Runs one slice.
     *
     * @param stopper is given what ends it early
     * @return what is said of it
     */
    static String done(
            List<String> words,
            Consumer<Runnable> stopper,
            Consumer<Boundary> boundaries,
            ProcessFigures process)
            throws InterruptedException {
        LoadSession session =
                new LoadSession(
                        LoadOptions.slice(words),
                        LoadClock.system(),
                        Optional.empty(),
                        stopper,
                        () -> {});
        LoadSession.Outcome outcome = session.slice(process, boundaries);
        return LoadResultJson.done(outcome.result(), outcome.latencies());
    }

    private void passed(Boundary boundary) {
        connection.say(LoadResultJson.event(boundary.label()));
    }

    private void refuse(String why) {
        ended();
        connection.sayError(why);
    }

    /** The next one may be told as soon as the end of this one is. */
    private synchronized void ended() {
        underWay = null;
    }

    private void read() {
        try (BufferedReader in = connection.lines()) {
            String line;
            while ((line = in.readLine()) != null) {
                take(line.strip());
            }
        } catch (IOException _) {
            // The connection broke, which is an end like any other.
        }
        hungUp();
    }

    private synchronized void hungUp() {
        if (!ready || underWay != null) {
            gone.run();
        }
        told.add(Optional.empty());
    }

    private void take(String line) {
        if (line.startsWith(SLICE)) {
            try {
                begin(LoadResultJson.strings(line.substring(SLICE.length())));
            } catch (JacksonException | IllegalArgumentException e) {
                connection.sayError("slice: " + e.getMessage());
            }
        } else if (line.equals("stop")) {
            stop();
        } else if (!line.isEmpty()) {
            connection.sayError(
                    "expected slice [\"URL\", …] or stop but got: "
                            + line.substring(0, Math.min(line.length(), QUOTED_MAX)));
        }
    }

    private void begin(List<String> words) {
        synchronized (this) {
            if (underWay == null) {
                Slice slice = new Slice(words, new StopSwitch());
                underWay = slice;
                told.add(Optional.of(slice));
                return;
            }
        }
        connection.sayError("a slice is under way; stop it, or wait until it is done");
    }

    /** Of a slice that has ended nothing is left to stop. */
    private void stop() {
        Slice current;
        synchronized (this) {
            current = underWay;
        }
        if (current != null) {
            current.stop.stop();
        }
    }
}
