package unrigged.load.http;

import java.nio.ByteBuffer;

/** Counts the bytes of a body. Allocates nothing. */
final class LengthCheck implements BodyCheck {
    private final long wanted;
    private long seen;

    LengthCheck(long wanted) {
        this.wanted = wanted;
    }

    @Override
    public void begin() {
        seen = 0;
    }

    @Override
    public void take(ByteBuffer piece) {
        seen += piece.remaining();
    }

    @Override
    public boolean isRight() {
        return seen == wanted;
    }

    @Override
    public String complaint() {
        return seen + " bytes, expected " + wanted;
    }
}
