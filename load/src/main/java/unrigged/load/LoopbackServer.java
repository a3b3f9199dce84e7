package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A server inside this process for the generator to practise on: two bytes for whatever is asked, a
 * thread for each connection. Nothing is measured on it.
 */
final class LoopbackServer implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocketChannel server;

    /** Listens on a free loopback port until it is closed. */
    LoopbackServer() throws IOException {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException _) {
            // Practice is over: its end closed the channel.
        }
    }

    private static void serve(SocketChannel client) {
        ByteBuffer request = ByteBuffer.allocate(1024);
        try (client) {
            while (client.read(request.clear()) > 0) {
                boolean last =
                        StandardCharsets.US_ASCII
                                .decode(request.flip())
                                .toString()
                                .contains("Connection: close");
                client.write(ByteBuffer.wrap(ANSWER));
                if (last) {
                    return;
                }
            }
        } catch (IOException _) {
            // The generator went away.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "practice");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
