package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The controller's end of the control connection. */
record ControllerEnd(Socket socket, BufferedReader in) implements AutoCloseable {
    ControllerEnd(Socket socket) throws IOException {
        this(
                socket,
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    }

    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String hear() throws IOException {
        String line = in.readLine();
        assertNotNull(line, "the generator went away");
        return line;
    }

    String hearUntil(String event) throws IOException {
        String line = hear();
        while (!line.startsWith("{\"event\":\"" + event + "\"")) {
            line = hear();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
