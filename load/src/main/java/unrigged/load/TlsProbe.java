package unrigged.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a port that said nothing at all to plain HTTP whether it speaks TLS: many servers close such
 * a connection without a word. Sends the beginning of a handshake (RFC 5246, section 7.4.1.2) and
 * looks whether the answer is a TLS record, be it a refusal.
 */
final class TlsProbe {
    private static final int TIMEOUT_MS = 500;
    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;
    private static final int MAJOR_VERSION = 3;
    private static final int RANDOM_BYTES = 32;

    /** A ClientHello of TLS 1.2 without extensions: what it offers matters little. */
    private static final int HELLO_BYTES = 2 + RANDOM_BYTES + 1 + 2 + 4 + 2;

    private TlsProbe() {}

    static boolean speaksTls(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(hello());
            InputStream in = socket.getInputStream();
            int first = in.read();
            return (first == ALERT || first == HANDSHAKE) && in.read() == MAJOR_VERSION;
        } catch (IOException _) {
            return false;
        }
    }

    private static byte[] hello() {
        return ByteBuffer.allocate(9 + HELLO_BYTES)
                .put((byte) HANDSHAKE)
                .putShort((short) 0x0301)
                .putShort((short) (4 + HELLO_BYTES))
                // A ClientHello; its length has three bytes.
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) HELLO_BYTES)
                .putShort((short) 0x0303)
                .put(new byte[RANDOM_BYTES])
                // No session; ECDHE-RSA and ECDHE-ECDSA with AES-128-GCM; no compression.
                .put((byte) 0)
                .putShort((short) 4)
                .putShort((short) 0xc02f)
                .putShort((short) 0xc02b)
                .putShort((short) 0x0100)
                .array();
    }
}
