package unrigged.program;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An output whose first failure is remembered, whatever writes to it: {@link java.io.PrintStream}
 * and its like do not throw, so a full disk would go unnoticed. Nothing is written after a failure.
 * Threads may share it.
 */
public final class WatchedOutput extends OutputStream {
    private final OutputStream out;
    private final BooleanSupplier readerGone;
    private @Nullable IOException failure;

    /**
     * @param readerGone whether whoever read it has closed his end; asked after a failure
     */
    public WatchedOutput(OutputStream out, BooleanSupplier readerGone) {
        this.out = out;
        this.readerGone = readerGone;
    }

    private interface Action {
        void run() throws IOException;
    }

    private synchronized void attempt(Action action) {
        if (failure == null) {
            try {
                action.run();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void write(int octet) {
        attempt(() -> out.write(octet));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        attempt(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    /** Some file systems tell only now that they have no space. */
    @Override
    public void close() {
        attempt(out::close);
    }

    /**
     * Why something that was written is lost; empty when nothing is. A reader that closed its end
     * of a pipe, as {@code head} does, has what it wanted: nothing is lost.
     */
    public synchronized Optional<String> lost() {
        if (failure == null) {
            return Optional.empty();
        }
        return readerGone.getAsBoolean()
                ? Optional.empty()
                : Optional.of(String.valueOf(failure.getMessage()));
    }
}
