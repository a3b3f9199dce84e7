package unrigged.measurement;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import unrigged.metric.Clock;

/**
 * One GET over a connection of its own, in the bytes that the load generator sends: no redirect is
 * followed, and the server cannot tell who asks. Reads what HTTP/1.1 allows as an answer (RFC 9112,
 * 6); a whole exchange takes no longer than its timeout.
 */
public final class HttpProbe {
    private static final String SCHEME = "http://";
    private static final int HEAD_BYTES_MAX = 64 << 10;
    private static final int BODY_BYTES_MAX = 64 << 20;

    private final Clock clock;
    private final String authority;
    private final String path;
    private final boolean keepAlive;
    private final @Nullable InetSocketAddress address;

    /**
     * @param url {@code http://HOST:PORT/PATH}
     * @param keepAlive whether the load asks for connections that are kept
     */
    public HttpProbe(Clock clock, String url, boolean keepAlive) {
        this(clock, url, keepAlive, null);
    }

    /**
     * The same at an address of the caller's choice.
     *
     * @param url may have no port
     * @param address one of the host's; null for the first
     */
    HttpProbe(Clock clock, String url, boolean keepAlive, @Nullable InetSocketAddress address) {
        this.clock = clock;
        this.address = address;
        // As it was written: java.net.URI refuses characters in a path that servers take.
        int slash = url.indexOf('/', SCHEME.length());
        this.authority = url.substring(SCHEME.length(), slash);
        this.path = url.substring(slash);
        this.keepAlive = keepAlive;
    }

    String authority() {
        return authority;
    }

    /**
     * A whole answer.
     *
     * @param reason what follows the status in its line; may be empty
     * @param headers by name in lower case; of one that occurs twice, the last
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers or changes them
    public record Response(int status, String reason, Map<String, String> headers, byte[] body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    private String request() {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: "
                + authority
                + "\r\nUser-Agent: unrigged-load\r\nAccept: */*\r\n"
                + (keepAlive ? "" : "Connection: close\r\n")
                + "\r\n";
    }

    /** Asks once; what is no whole answer in time is an {@link IOException} that says why. */
    public Response get(Duration timeout) throws IOException {
        long deadlineNs = clock.nowNs() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(
                    address == null ? first() : address, (int) Math.max(1, timeout.toMillis()));
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            return read(
                    new BufferedInputStream(new UntilDeadline(socket, clock, deadlineNs, timeout)));
        }
    }

    private InetSocketAddress first() {
        int colon = authority.lastIndexOf(':');
        return new InetSocketAddress(
                authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)));
    }

    private static Response read(InputStream in) throws IOException {
        while (true) {
            String[] status = line(in).split(" ", 3);
            if (status.length < 2
                    || !status[0].startsWith("HTTP/1.")
                    || !status[1].matches("[1-5]\\d\\d")) {
                throw new IOException(
                        "the answer begins with '" + String.join(" ", status) + "', not HTTP/1.1");
            }
            int code = Integer.parseInt(status[1]);
            Map<String, String> headers = headers(in);
            // Interim answers (RFC 9110, 15.2) come before the one that was asked for.
            if (code >= 200) {
                byte[] body = code == 204 || code == 304 ? new byte[0] : body(in, headers);
                String reason = status.length == 3 ? status[2].strip() : "";
                return new Response(code, reason, headers, body);
            }
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        String coding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (coding.endsWith("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        return length == null
                ? in.readNBytes(BODY_BYTES_MAX)
                : bytes(in, number(length, 10, "Content-Length"));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            int bytes = number(size, 16, "size of a chunk");
            if (bytes == 0) {
                while (!line(in).isEmpty()) {
                    // Trailers say nothing that is checked.
                }
                return body.toByteArray();
            }
            if (body.size() > BODY_BYTES_MAX - bytes) {
                throw new IOException("the body is longer than " + BODY_BYTES_MAX + " bytes");
            }
            body.writeBytes(bytes(in, bytes));
            line(in);
        }
    }

    private static int number(String text, int radix, String what) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= BODY_BYTES_MAX) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IOException(
                "the %s is '%s'; expected 0 to %d".formatted(what, text, BODY_BYTES_MAX));
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(
                    "the connection was closed after %d of %d bytes of the body"
                            .formatted(bytes.length, count));
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException(
                        line.isEmpty()
                                ? "the connection was closed before an answer was whole"
                                : "the connection was closed after '" + line + "'");
            }
            if (line.length() == HEAD_BYTES_MAX) {
                throw new IOException("a line is longer than " + HEAD_BYTES_MAX + " bytes");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** A socket's time-out is for one read; this one is for all of them. */
    private static final class UntilDeadline extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final Clock clock;
        private final long deadlineNs;
        private final Duration timeout;

        UntilDeadline(Socket socket, Clock clock, long deadlineNs, Duration timeout)
                throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.clock = clock;
            this.deadlineNs = deadlineNs;
            this.timeout = timeout;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            long leftMs = (deadlineNs - clock.nowNs()) / 1_000_000;
            try {
                socket.setSoTimeout(Math.clamp(leftMs, 1, Integer.MAX_VALUE));
                if (leftMs > 0) {
                    return in.read(bytes, from, length);
                }
            } catch (SocketTimeoutException _) {
                // The same as no time left.
            }
            throw new SocketTimeoutException(
                    "no whole answer within " + timeout.toMillis() + " ms");
        }
    }
}
