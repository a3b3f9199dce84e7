package unrigged.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import unrigged.program.EnvironmentException;

/**
 * The controller's end of the {@linkplain SupervisorMain supervisor}: starts processes in sessions
 * of their own and guarantees that none of them outlives the controller, however the controller
 * ends. Safe for several threads.
 */
public final class Supervisor implements AutoCloseable {
    /** A start takes milliseconds; a machine that is this slow fails the trial, not the run. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** What must not go on without an answer: the next trial would meet the leftovers. */
    private static final Duration KILL_ORPHANS_TIMEOUT = Duration.ofSeconds(60);

    /** Options for every JVM of the user's; what they make it print would be read as frames. */
    private static final Set<String> JVM_OPTIONS =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Process process;
    private final DataOutputStream out;
    private final Privileges privileges;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, ManagedProcess> live = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Long> hello = new CompletableFuture<>();

    private Supervisor(Process process, Privileges privileges) {
        this.process = process;
        this.privileges = privileges;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts the supervisor in a JVM of its own.
     *
     * @param javaHome a JDK 25 or newer
     * @throws EnvironmentException when the machine lacks a program that this needs
     */
    public static Supervisor start(Path javaHome) throws InterruptedException {
        Privileges privileges = Privileges.probe();
        List<String> command =
                List.of(
                        "setsid",
                        javaHome.resolve("bin/java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx48m",
                        // Its standard output is for frames; warnings of the JVM go there too.
                        "-XX:+DisplayVMOutputToStderr",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisorMain.class.getName());
        Process process;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().keySet().removeAll(JVM_OPTIONS);
            process = builder.start();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the process supervisor cannot be started: " + e.getMessage(), e);
        }
        Supervisor supervisor = new Supervisor(process, privileges);
        Thread.ofPlatform().daemon().name("supervisor-listener").start(supervisor::listen);
        try {
            supervisor.hello.get(20, TimeUnit.SECONDS);
            return supervisor;
        } catch (ExecutionException e) {
            throw lost("ended before it was ready", e);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw lost("was not ready within 20 s", e);
        }
    }

    private static SupervisorLostException lost(String what, @Nullable Throwable cause) {
        return new SupervisorLostException(
                "the process supervisor " + what + ".",
                "see above for its own message, and that there is memory for one more small JVM",
                cause);
    }

    /**
     * Starts a process.
     *
     * @throws ProcessStartException when the system will not; concerns this process only
     * @throws SupervisorLostException when nothing can be started any more
     */
    public ManagedProcess run(ProcessCommand command) throws InterruptedException {
        return run(command, START_TIMEOUT);
    }

    ManagedProcess run(ProcessCommand command, Duration timeout) throws InterruptedException {
        int id = ids.incrementAndGet();
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        if (command.unprivileged()) {
            arguments.addAll(privileges.prefix());
        }
        arguments.addAll(List.of("setpriv", "--pdeathsig", command.stopSignal(), "--"));
        arguments.addAll(command.arguments());
        CommandSize size = CommandSize.of(arguments, command.environment());
        SupervisorProtocol.Writer frame =
                frame(() ->
                        SupervisorProtocol.start(
                                id,
                                new SupervisorProtocol.Start(
                                        arguments,
                                        command.environment(),
                                        command.directory().toString(),
                                        command.log().toString(),
                                        Signals.number(command.stopSignal()))));
        if (frame.length() > SupervisorProtocol.LENGTH_MAX) {
            throw new ProcessStartException(
                    command.name()
                            + " cannot be started: no program can be given so much"
                            + size.remark());
        }
        ManagedProcess managed = new ManagedProcess(this, id, command, size);
        live.put(id, managed);
        write(frame);
        managed.awaitStart(timeout);
        return managed;
    }

    /**
     * Kills what outlived its master; returns the names of what was killed, empty when nothing was.
     */
    public String killOrphans() throws InterruptedException {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        write(frame(() -> new SupervisorProtocol.Writer(SupervisorProtocol.KILL_ORPHANS, id)));
        try {
            return answer.get(KILL_ORPHANS_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw gone(e);
        } catch (TimeoutException e) {
            throw new SupervisorLostException(
                    "the process supervisor (process "
                            + pid()
                            + ") has not answered for "
                            + KILL_ORPHANS_TIMEOUT.toSeconds()
                            + " s; is it stopped, or the machine out of memory?",
                    e);
        } finally {
            answers.remove(id);
        }
    }

    /** The supervisor's own process. */
    public long pid() {
        return process.pid();
    }

    void signal(int id, int signal) {
        write(
                frame(() ->
                        new SupervisorProtocol.Writer(SupervisorProtocol.SIGNAL, id)
                                .number(signal)));
    }

    /** Ends everything that still runs, then the supervisor. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException _) {
            // It is gone already; so are its children.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Frame {
        SupervisorProtocol.Writer make() throws IOException;
    }

    private static SupervisorProtocol.Writer frame(Frame frame) {
        try {
            return frame.make();
        } catch (IOException e) {
            throw new UncheckedIOException("a frame is made in memory", e);
        }
    }

    private void write(SupervisorProtocol.Writer frame) {
        synchronized (out) {
            try {
                frame.to(out);
            } catch (IOException e) {
                throw gone(e);
            }
        }
    }

    private SupervisorLostException gone(Exception cause) {
        String status = process.isAlive() ? "" : ", exit status " + process.exitValue();
        return new SupervisorLostException(
                "lost connection to the process supervisor (process "
                        + pid()
                        + status
                        + "); was it killed, or the machine out of memory?",
                cause);
    }

    private void listen() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                DataInputStream frame = SupervisorProtocol.read(in);
                byte kind = frame.readByte();
                int id = frame.readInt();
                dispatch(kind, id, frame.readLong(), SupervisorProtocol.text(frame));
            }
        } catch (EOFException _) {
            abandon("the process supervisor ended");
        } catch (IOException | RuntimeException e) {
            abandon("the process supervisor is not understood: " + e.getMessage());
        }
    }

    private void dispatch(byte kind, int id, long number, String text) {
        if (kind == SupervisorProtocol.HELLO) {
            hello.complete(number);
        } else if (kind == SupervisorProtocol.ORPHANS_KILLED) {
            CompletableFuture<String> answer = answers.remove(id);
            if (answer != null) {
                answer.complete(text);
            }
        } else {
            ManagedProcess managed = live.get(id);
            if (managed != null) {
                switch (kind) {
                    case SupervisorProtocol.STARTED -> managed.started(number);
                    case SupervisorProtocol.REFUSED -> {
                        live.remove(id);
                        managed.refused(text);
                    }
                    case SupervisorProtocol.EXITED -> {
                        live.remove(id);
                        managed.exited((int) number);
                    }
                    default -> throw new IllegalStateException("unknown frame " + kind);
                }
            }
        }
    }

    private void abandon(String why) {
        SupervisorLostException lost = new SupervisorLostException(why);
        hello.completeExceptionally(lost);
        answers.values().forEach(answer -> answer.completeExceptionally(lost));
        live.values().forEach(managed -> managed.failed(lost));
    }
}
