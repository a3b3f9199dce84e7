package unrigged.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free port of one address that keeps the heads of the requests and answers each. */
final class HeadServer implements AutoCloseable {
    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    HeadServer(String address) throws IOException {
        server = new ServerSocket(0, 512, InetAddress.ofLiteral(address));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            StringBuilder head = new StringBuilder();
            InputStream in = client.getInputStream();
            int b;
            while ((b = in.read()) >= 0) {
                head.append((char) b);
                if (head.indexOf("\r\n\r\n") >= 0) {
                    heads.add(head.toString());
                    client.getOutputStream()
                            .write(ScriptedServer.OK.getBytes(StandardCharsets.US_ASCII));
                    if (head.indexOf("Connection: close") >= 0) {
                        return;
                    }
                    head.setLength(0);
                }
            }
        } catch (IOException _) {
            // The generator went away: it may.
        } finally {
            clients.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
