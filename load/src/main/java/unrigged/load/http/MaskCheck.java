package unrigged.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Compares a body with a mask, byte by byte. Allocates nothing. */
final class MaskCheck implements BodyCheck {
    private final byte[] mask;
    private int at;
    private boolean fits;
    private int wrongByte;

    MaskCheck(byte[] mask) {
        this.mask = mask;
    }

    @Override
    public void begin() {
        at = 0;
        fits = true;
        wrongByte = -1;
    }

    @Override
    public void take(ByteBuffer piece) {
        int from = piece.position();
        int to = piece.limit();
        if (!fits || to - from > mask.length - at) {
            fits = false;
            return;
        }
        for (int i = from; i < to; i++) {
            if (!fits(mask[at++], piece.get(i))) {
                fits = false;
                wrongByte = piece.get(i) & 0xff;
                return;
            }
        }
    }

    private static boolean fits(byte wanted, byte actual) {
        return switch (wanted) {
            case '#' -> actual >= '0' && actual <= '9';
            case '@' -> (actual >= 'a' && actual <= 'z') || (actual >= 'A' && actual <= 'Z');
            default -> actual == wanted;
        };
    }

    @Override
    public boolean isRight() {
        return fits && at == mask.length;
    }

    @Override
    public String complaint() {
        if (fits || wrongByte < 0) {
            return fits
                    ? "%d bytes, expected %d".formatted(at, mask.length)
                    : "more than the expected %d bytes".formatted(mask.length);
        }
        String wanted =
                switch (mask[at - 1]) {
                    case '#' -> "a digit";
                    case '@' -> "a letter";
                    default -> new String(mask, at - 1, 1, StandardCharsets.ISO_8859_1);
                };
        return "byte %d is %s, expected %s"
                .formatted(
                        at,
                        wrongByte > 0x20 && wrongByte < 0x7f ? "" + (char) wrongByte : wrongByte,
                        wanted);
    }
}
