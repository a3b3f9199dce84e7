package unrigged.load.http;

import java.nio.ByteBuffer;

/** Compares a body with a mask, byte by byte. Allocates nothing. */
final class MaskCheck implements BodyCheck {
    private final byte[] mask;
    private int at;
    private boolean fits;

    MaskCheck(byte[] mask) {
        this.mask = mask;
    }

    @Override
    public void begin() {
        at = 0;
        fits = true;
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
}
