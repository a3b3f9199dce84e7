package unrigged.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started, until it ended. */
public final class Supervised {
    private final Supervisor supervisor;
    private final int id;
    private final Command command;
    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    Supervised(Supervisor supervisor, int id, Command command) {
        this.supervisor = supervisor;
        this.id = id;
        this.command = command;
    }

    public Command command() {
        return command;
    }

    public long pid() {
        return pid.join();
    }

    /** The exit status once it ended; 128 + signal when a signal ended it. */
    public OptionalInt exitStatus() {
        return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
    }

    /** Waits for the end; whether it came in time. */
    public boolean awaitExit(Duration patience) throws InterruptedException {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Sends the signal that makes the program stop in order. */
    public void askToStop() {
        supervisor.signal(id, Signals.number(command.stopSignal()));
    }

    /**
     * Sends SIGKILL to the process itself; its orphans are the {@linkplain Supervisor#sweep
     * sweep}'s.
     */
    public void kill() {
        supervisor.signal(id, Signals.KILL);
    }

    void awaitStart() throws InterruptedException {
        try {
            pid.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StartRefused(command.name() + " cannot be started: " + e.getMessage());
        } catch (TimeoutException _) {
            throw new StartRefused(
                    command.name()
                            + " cannot be started: no answer from the supervisor within 10 s");
        }
    }

    void started(long number) {
        pid.complete(number);
    }

    void refused(String why) {
        pid.completeExceptionally(new IllegalStateException(why));
        exit.complete(-1);
    }

    void exited(int status) {
        exit.complete(status);
    }
}
