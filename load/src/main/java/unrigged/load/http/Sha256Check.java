package unrigged.load.http;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Compares a body's SHA-256. Allocates nothing after the first body. */
final class Sha256Check implements BodyCheck {
    private static final int BYTES = 32;

    private final byte[] wanted;
    private final byte[] seen = new byte[BYTES];
    private final MessageDigest digest;
    private long bytes;

    Sha256Check(String hex) {
        wanted = HexFormat.of().parseHex(hex);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void begin() {
        digest.reset();
        bytes = 0;
    }

    @Override
    public void take(ByteBuffer piece) {
        int from = piece.position();
        bytes += piece.remaining();
        digest.update(piece);
        piece.position(from);
    }

    @Override
    public boolean isRight() {
        try {
            digest.digest(seen, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return Arrays.equals(seen, wanted);
    }

    @Override
    public String complaint() {
        HexFormat hex = HexFormat.of();
        return "%d bytes with the SHA-256 %s, expected %s"
                .formatted(bytes, hex.formatHex(seen), hex.formatHex(wanted));
    }
}
