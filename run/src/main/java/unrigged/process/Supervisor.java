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

/**
 * The lab's end of the {@linkplain SupervisorMain supervisor}: starts processes in sessions of
 * their own and guarantees that none of them outlives the lab, however the lab ends. Safe for
 * several threads.
 */
public final class Supervisor implements AutoCloseable {
    /** A start takes milliseconds; a machine that is this slow fails the trial, not the run. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** What must not go on without an answer: the next trial would meet the leftovers. */
    private static final Duration SWEEP_TIMEOUT = Duration.ofSeconds(60);

    /** Options for every JVM of the user's; what they make it print would be read as frames. */
    private static final Set<String> JVM_OPTIONS =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Process process;
    private final DataOutputStream out;
    private final Privileges privileges;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Supervised> live = new ConcurrentHashMap<>();
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
     * @throws MissingTool when the machine lacks a program that this needs
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
            throw new MissingTool("the process supervisor cannot be started: " + e.getMessage(), e);
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
                "the process supervisor "
                        + what
                        + ".\n  to fix: see above for its own message, and that there is memory for one more small JVM",
                cause);
    }

    /**
     * Starts a process.
     *
     * @throws StartRefused when the system will not; concerns this process only
     * @throws SupervisorLostException when nothing can be started any more
     */
    public Supervised run(Command command) throws InterruptedException {
        return run(command, START_TIMEOUT);
    }

    Supervised run(Command command, Duration timeout) throws InterruptedException {
        int id = ids.incrementAndGet();
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        if (command.unprivileged()) {
            arguments.addAll(privileges.prefix());
        }
        arguments.addAll(List.of("setpriv", "--pdeathsig", command.stopSignal(), "--"));
        arguments.addAll(command.arguments());
        CommandSize size = CommandSize.of(arguments, command.environment());
        Frames.Writer frame =
                frame(() ->
                        Frames.start(
                                id,
                                new Frames.Start(
                                        arguments,
                                        command.environment(),
                                        command.directory().toString(),
                                        command.log().toString(),
                                        Signals.number(command.stopSignal()))));
        if (frame.length() > Frames.LENGTH_MAX) {
            throw new StartRefused(
                    command.name()
                            + " cannot be started: no program can be given so much"
                            + size.remark());
        }
        Supervised supervised = new Supervised(this, id, command, size);
        live.put(id, supervised);
        write(frame);
        supervised.awaitStart(timeout);
        return supervised;
    }

    /**
     * Kills what outlived its master; returns the names of what was killed, empty when nothing was.
     */
    public String sweep() throws InterruptedException {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        write(frame(() -> new Frames.Writer(Frames.SWEEP, id)));
        try {
            return answer.get(SWEEP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw gone(e);
        } catch (TimeoutException e) {
            throw new SupervisorLostException(
                    "the process supervisor (process "
                            + pid()
                            + ") has not answered for "
                            + SWEEP_TIMEOUT.toSeconds()
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
        write(frame(() -> new Frames.Writer(Frames.SIGNAL, id).number(signal)));
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
        Frames.Writer make() throws IOException;
    }

    private static Frames.Writer frame(Frame frame) {
        try {
            return frame.make();
        } catch (IOException e) {
            throw new UncheckedIOException("a frame is made in memory", e);
        }
    }

    private void write(Frames.Writer frame) {
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
                DataInputStream frame = Frames.read(in);
                byte kind = frame.readByte();
                int id = frame.readInt();
                dispatch(kind, id, frame.readLong(), Frames.text(frame));
            }
        } catch (EOFException _) {
            abandon("the process supervisor ended");
        } catch (IOException | RuntimeException e) {
            abandon("the process supervisor is not understood: " + e.getMessage());
        }
    }

    private void dispatch(byte kind, int id, long number, String text) {
        if (kind == Frames.HELLO) {
            hello.complete(number);
        } else if (kind == Frames.SWEPT) {
            CompletableFuture<String> answer = answers.remove(id);
            if (answer != null) {
                answer.complete(text);
            }
        } else {
            Supervised supervised = live.get(id);
            if (supervised != null) {
                switch (kind) {
                    case Frames.STARTED -> supervised.started(number);
                    case Frames.REFUSED -> {
                        live.remove(id);
                        supervised.refused(text);
                    }
                    case Frames.EXITED -> {
                        live.remove(id);
                        supervised.exited((int) number);
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
        live.values().forEach(supervised -> supervised.failed(lost));
    }
}
