package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import unrigged.program.EnvironmentException;

/** The connection to a controller: JSON lines out, single lines in. */
final class ControlConnection implements AutoCloseable {
    /**
     * Shown to the controller where it is set: not by an option, which other users could read in
     * ps.
     */
    static final String TOKEN_VARIABLE = "UNRIGGED_CONTROL_TOKEN";

    private static final int TIMEOUT_MS = 5_000;

    private final Socket socket;

    private ControlConnection(Socket socket) {
        this.socket = socket;
    }

    /**
     * @param token the first word to the controller, by which it knows its generator
     */
    static ControlConnection open(InetSocketAddress controller, Optional<String> token) {
        Socket socket = new Socket();
        try {
            socket.connect(controller, TIMEOUT_MS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "nothing listens at --control %s: %s".formatted(controller, e.getMessage()),
                    "start the controller first; it accepts one TCP connection");
        }
        ControlConnection connection = new ControlConnection(socket);
        token.ifPresent(text ->
                connection.say(
                        LoadResultJson.event(
                                "hello", json -> json.writeStringProperty("token", text))));
        return connection;
    }

    /** Begins to read, on a thread of its own. */
    static void read(Runnable reading) {
        Thread reader = new Thread(reading, "control");
        reader.setDaemon(true);
        reader.start();
    }

    BufferedReader lines() throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    synchronized void say(String json) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException _) {
            // The controller has exited: the reading thread sees it too and ends the process.
        }
    }

    void sayError(String message) {
        say(LoadResultJson.event("error", json -> json.writeStringProperty("message", message)));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Everything has been said.
        }
    }
}
