package unrigged.load.http;

import java.nio.ByteBuffer;

/** Checks bodies, one after the other, piece by piece. Owner: the loop's thread. */
interface BodyCheck {
    /** The next piece is the first of a body. */
    void begin();

    /** Looks at a piece from its position to its limit; leaves both as they are. */
    void take(ByteBuffer piece);

    /** Whether the body, which ends here, is right; asked once for each body. */
    boolean isRight();

    /** What came instead of what was expected, after a body that {@link #isRight} refused. */
    String complaint();
}
