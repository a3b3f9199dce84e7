package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free loopback port that accepts, or does not even that, and reads nothing. */
final class UnreadServer implements AutoCloseable {
    /** What happens to an accepted connection before it is closed. */
    @FunctionalInterface
    interface Deed {
        void on(Socket client) throws IOException, InterruptedException;
    }

    final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    /** Accepts. */
    UnreadServer(Deed deed) throws IOException {
        this(64);
        Thread.ofPlatform().daemon().start(() -> accept(deed));
    }

    /** Leaves connections in the backlog, or where even that is full, half open. */
    UnreadServer(int backlog) throws IOException {
        server = new ServerSocket(0, Math.max(1, backlog), InetAddress.getLoopbackAddress());
    }

    private void accept(Deed deed) {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client, deed));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client, Deed deed) {
        try (client) {
            deed.on(client);
        } catch (IOException | InterruptedException _) {
            // The generator went away: it may.
        } finally {
            clients.remove(client);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
