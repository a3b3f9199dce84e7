package unrigged.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lab's end of the {@linkplain SupervisorMain supervisor}: starts processes in sessions of
 * their own and guarantees that none of them outlives the lab, however the lab ends. Safe for
 * several threads.
 */
public final class Supervisor implements AutoCloseable {
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
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisorMain.class.getName());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Supervisor supervisor = new Supervisor(process, privileges);
            Thread.ofPlatform().daemon().name("supervisor-listener").start(supervisor::listen);
            supervisor.hello.get(20, TimeUnit.SECONDS);
            return supervisor;
        } catch (IOException e) {
            throw new MissingTool("the process supervisor cannot be started: " + e.getMessage(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the process supervisor did not answer within 20 s", e);
        }
    }

    /** Starts a process; {@link StartRefused} when the system will not. */
    public Supervised run(Command command) throws InterruptedException {
        int id = ids.incrementAndGet();
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        if (command.unprivileged()) {
            arguments.addAll(privileges.prefix());
        }
        arguments.addAll(List.of("setpriv", "--pdeathsig", command.stopSignal(), "--"));
        arguments.addAll(command.arguments());
        Supervised supervised = new Supervised(this, id, command);
        live.put(id, supervised);
        write(() ->
                Frames.writeStart(
                        out,
                        id,
                        new Frames.Start(
                                arguments,
                                command.environment(),
                                command.directory().toString(),
                                command.log().toString(),
                                Signals.number(command.stopSignal()))));
        supervised.awaitStart();
        return supervised;
    }

    /**
     * Kills what outlived its master; returns the names of what was killed, empty when nothing was.
     */
    public String sweep() throws InterruptedException {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        write(() -> {
            out.writeByte(Frames.SWEEP);
            out.writeInt(id);
        });
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the process supervisor did not answer", e);
        }
    }

    /** The supervisor's own process. */
    public long pid() {
        return process.pid();
    }

    void signal(int id, int signal) {
        write(() -> {
            out.writeByte(Frames.SIGNAL);
            out.writeInt(id);
            out.writeInt(signal);
        });
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
        void write() throws IOException;
    }

    private void write(Frame frame) {
        synchronized (out) {
            try {
                frame.write();
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the process supervisor is gone (was it killed?)", e);
            }
        }
    }

    private void listen() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                byte kind = in.readByte();
                int id = in.readInt();
                dispatch(kind, id, in.readLong(), in.readUTF());
            }
        } catch (EOFException _) {
            abandon("the process supervisor ended");
        } catch (IOException e) {
            abandon("the process supervisor cannot be heard: " + e.getMessage());
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
                    case Frames.REFUSED -> supervised.refused(text);
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
        hello.completeExceptionally(new IllegalStateException(why));
        answers.values()
                .forEach(answer -> answer.completeExceptionally(new IllegalStateException(why)));
        live.values().forEach(supervised -> supervised.refused(why));
    }
}
