package unrigged.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free loopback port that answers each request as a test wants it. */
final class ScriptedServer implements AutoCloseable {
    /** What happens after a request was read; false closes the connection. */
    @FunctionalInterface
    interface Script {
        boolean answer(Socket client, OutputStream out) throws IOException, InterruptedException;
    }

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nhello 1";

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /** Sends the text and closes as the request asks. */
    static Script sends(String text) {
        return (_, out) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        };
    }

    static Script sendsAndCloses(String text) {
        return (client, out) -> {
            sends(text).answer(client, out);
            return false;
        };
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/test";
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            boolean more = true;
            while (more) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                requests.incrementAndGet();
                more =
                        script.answer(client, client.getOutputStream())
                                && !head.contains("Connection: close");
            }
        } catch (IOException _) {
            // The client went away: it may.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** As a process that is killed: nobody listens any more, and what was there is gone. */
    void goAway() {
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
