package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that nobody accepts, as many as a server's listen queue holds: the kernel drops every
 * further request to connect until the server accepts or these are closed.
 */
final class FullQueue implements AutoCloseable {
    private static final int FULL_MS = 100;

    private final List<Socket> waiting = new ArrayList<>();

    FullQueue(String url) throws IOException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
        boolean full = false;
        while (!full) {
            Socket socket = new Socket();
            try {
                socket.connect(server, FULL_MS);
                waiting.add(socket);
            } catch (SocketTimeoutException _) {
                socket.close();
                full = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}
