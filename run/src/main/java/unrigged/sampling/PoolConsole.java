package unrigged.sampling;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.deployment.Topology;

/**
 * PgBouncer's console: start-up with a password and simple queries of the PostgreSQL protocol 3.0
 * (Messages, PostgreSQL manual, chapter "Frontend/Backend Protocol"). pgjdbc cannot talk to it:
 * since 42.7.7 it sends a SET that the console refuses. For one thread.
 */
public final class PoolConsole implements AutoCloseable {
    private static final int PROTOCOL = 3 << 16;
    private static final int TIMEOUT_MS = 5_000;
    private static final int CLEARTEXT_PASSWORD = 3;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String password;

    private PoolConsole(Socket socket, String password) throws IOException {
        this.socket = socket;
        this.password = password;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    public static PoolConsole open(int port, String password) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            PoolConsole console = new PoolConsole(socket, password);
            console.startUp();
            return console;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void startUp() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(body);
        message.writeInt(PROTOCOL);
        for (String word : List.of("user", Topology.POOL_ADMIN, "database", "pgbouncer", "")) {
            message.write(word.getBytes(StandardCharsets.UTF_8));
            message.writeByte(0);
        }
        out.writeInt(body.size() + 4);
        body.writeTo(out);
        out.flush();
        untilReady();
    }

    /** The rows of a command such as {@code SHOW POOLS}, each by column name. */
    public List<Map<String, String>> ask(String command) throws IOException {
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        out.writeByte('Q');
        out.writeInt(text.length + 5);
        out.write(text);
        out.writeByte(0);
        out.flush();
        return untilReady();
    }

    private List<Map<String, String>> untilReady() throws IOException {
        List<String> columns = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        while (true) {
            byte kind = in.readByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            DataInputStream message = new DataInputStream(new ByteArrayInputStream(body));
            switch (kind) {
                case 'Z' -> {
                    return rows;
                }
                case 'E' ->
                        throw new IOException(
                                "PgBouncer: "
                                        + new String(body, StandardCharsets.UTF_8)
                                                .replace('\0', ' ')
                                                .strip());
                case 'R' -> authenticate(message.readInt());
                case 'T' -> columns = columns(message);
                case 'D' -> rows.add(row(message, columns));
                default -> {
                    // Parameters, completion: nothing to learn.
                }
            }
        }
    }

    /** The password goes over loopback to a process that was proved to be the controller's own. */
    private void authenticate(int kind) throws IOException {
        if (kind == CLEARTEXT_PASSWORD) {
            byte[] text = password.getBytes(StandardCharsets.UTF_8);
            out.writeByte('p');
            out.writeInt(text.length + 5);
            out.write(text);
            out.writeByte(0);
            out.flush();
        }
    }

    private static List<String> columns(DataInputStream message) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = message.readShort(); left > 0; left--) {
            StringBuilder name = new StringBuilder();
            for (byte c = message.readByte(); c != 0; c = message.readByte()) {
                name.append((char) c);
            }
            names.add(name.toString());
            message.skipNBytes(18);
        }
        return names;
    }

    private static Map<String, String> row(DataInputStream message, List<String> columns)
            throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        int count = message.readShort();
        for (int i = 0; i < count; i++) {
            int length = message.readInt();
            if (length >= 0) {
                row.put(
                        columns.get(i),
                        new String(message.readNBytes(length), StandardCharsets.UTF_8));
            }
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
