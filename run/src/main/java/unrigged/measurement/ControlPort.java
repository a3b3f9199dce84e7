package unrigged.measurement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import unrigged.journal.Json;

/**
 * The loopback port at which the controller awaits its load generator. Every user of the machine
 * can connect to it; only who shows the token in its first line is answered, and nobody keeps that
 * one waiting. The port belongs to one thread; callers have threads of their own.
 */
final class ControlPort implements AutoCloseable {
    /** A whole first line is shorter; a stranger may send what he likes. */
    private static final int LINE_BYTES_MAX = 512;

    private static final int FIRST_LINE_MS = 10_000;

    private final ServerSocket server;
    private final byte[] token;
    private final CompletableFuture<Socket> generator = new CompletableFuture<>();
    private final Set<Socket> strangers = ConcurrentHashMap.newKeySet();
    private @Nullable Thread acceptor;

    /** Listens on a free port from now on. */
    ControlPort(String token) throws IOException {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * The generator's connection, its first line read; empty when it did not come in time. Can be
     * asked again.
     */
    Optional<Socket> await(Duration timeout) throws IOException, InterruptedException {
        if (acceptor == null) {
            acceptor = Thread.ofVirtual().name("control-port").start(this::accept);
        }
        try {
            Socket socket = generator.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
            strangers.remove(socket);
            return Optional.of(socket);
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("the control port does not accept connections", e.getCause());
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                strangers.add(socket);
                Thread.ofVirtual().name("control-caller").start(() -> admit(socket));
            }
        } catch (IOException e) {
            // Closed, or out of descriptors; the one who awaits learns of it unless all is well.
            generator.completeExceptionally(e);
        }
    }

    private void admit(Socket socket) {
        boolean admitted = false;
        try {
            socket.setSoTimeout(FIRST_LINE_MS);
            boolean known = showsToken(firstLine(socket.getInputStream()));
            // Between two slices the generator has nothing to say, for as long as that takes.
            socket.setSoTimeout(0);
            admitted = known && generator.complete(socket);
        } catch (IOException | JacksonException _) {
            // Whoever it was, it was not the generator.
        }
        if (!admitted) {
            strangers.remove(socket);
            closeQuietly(socket);
        }
    }

    private boolean showsToken(String line) {
        String shown = Json.LINES.readTree(line).path("token").asString("");
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token);
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            if (line.size() > LINE_BYTES_MAX) {
                throw new IOException("the first line is too long");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The socket listens until the last call of accept has returned. */
    private void awaitAcceptor() {
        try {
            if (acceptor != null) {
                acceptor.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more.
        }
    }

    /** Listens no longer, and hangs up on strangers; the generator's connection is the caller's. */
    @Override
    public void close() throws IOException {
        server.close();
        awaitAcceptor();
        strangers.forEach(ControlPort::closeQuietly);
        strangers.clear();
    }
}
