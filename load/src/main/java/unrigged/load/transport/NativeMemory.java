package unrigged.load.transport;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * The memory outside of the heap that one transport shares with the kernel; all of it is given back
 * when the transport is closed.
 *
 * <p>Its segments do not know of their arena: an access costs no look at whether that is still
 * open, and any thread may use them. So nothing may be used after {@link #close}.
 *
 * <p>Owner: the transport's thread, which made it.
 */
final class NativeMemory implements AutoCloseable {
    private static final long CACHE_LINE_BYTES = 64;

    private final Arena arena = Arena.ofConfined();

    /** Filled with zeros. */
    MemorySegment allocate(long bytes) {
        return allocate(bytes, CACHE_LINE_BYTES);
    }

    @SuppressWarnings("restricted")
    MemorySegment allocate(long bytes, long alignment) {
        return MemorySegment.ofAddress(arena.allocate(bytes, alignment).address())
                .reinterpret(bytes);
    }

    /** In big-endian order, as every new buffer. */
    ByteBuffer buffer(int bytes) {
        return allocate(bytes).asByteBuffer();
    }

    @Override
    public void close() {
        arena.close();
    }
}
