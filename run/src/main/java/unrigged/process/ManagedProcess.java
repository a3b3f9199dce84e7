package unrigged.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started, until it ended. */
public final class ManagedProcess {
    private final Supervisor supervisor;
    private final int id;
    private final ProcessCommand command;
    private final CommandSize size;
    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    ManagedProcess(Supervisor supervisor, int id, ProcessCommand command, CommandSize size) {
        this.supervisor = supervisor;
        this.id = id;
        this.command = command;
        this.size = size;
    }

    public ProcessCommand command() {
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
    public boolean awaitExit(Duration timeout) throws InterruptedException {
        try {
            exit.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Sends the signal that makes the program stop in order. */
    public void terminate() {
        supervisor.signal(id, Signals.number(command.stopSignal()));
    }

    /** Sends SIGKILL to the process itself; {@link Supervisor#killOrphans} ends its orphans. */
    public void kill() {
        supervisor.signal(id, Signals.KILL);
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    void awaitStart(Duration timeout) throws InterruptedException {
        try {
            pid.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SupervisorLostException lost
                    ? lost
                    : new ProcessStartException(
                            command.name() + " cannot be started: " + reason(e) + size.remark());
        } catch (TimeoutException _) {
            // Should it start yet, it gets this right after.
            kill();
            throw new ProcessStartException(
                    command.name()
                            + " cannot be started: no answer from the process supervisor within "
                            + timeout.toMillis()
                            + " ms; the machine is overloaded, or the supervisor was stopped");
        }
    }

    void started(long number) {
        pid.complete(number);
    }

    void refused(String why) {
        failed(new IllegalStateException(why));
    }

    /** It never ran, or nobody can tell any more. */
    void failed(RuntimeException why) {
        pid.completeExceptionally(why);
        exit.complete(-1);
    }

    void exited(int status) {
        exit.complete(status);
    }
}
