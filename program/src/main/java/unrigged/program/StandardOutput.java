package unrigged.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where a program's results go, in UTF-8.
 *
 * <p>The JVM itself writes to its standard output: thread dumps, logs, the words of agents. So the
 * launcher gives it standard error for that, and the caller's standard output by another number, in
 * the property {@value #PROPERTY}. Without the launcher it is the JVM's own.
 */
public final class StandardOutput {
    /** The number of the caller's standard output. */
    public static final String PROPERTY = "unrigged.stdout";

    private static final int OUT = 1;

    private static final Set<String> NAMES = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private final WatchedOutput output;
    private final PrintStream stream;

    private StandardOutput(OutputStream out, BooleanSupplier readerGone) {
        output = new WatchedOutput(out, readerGone);
        stream = new PrintStream(output, false, StandardCharsets.UTF_8);
    }

    /** Opens nothing: the descriptor is the caller's. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(
                new FileOutputStream(ofCaller()), () -> PipeEnd.isClosed(numberOfCaller()));
    }

    private static FileDescriptor ofCaller() {
        int number = numberOfCaller();
        return number == OUT ? FileDescriptor.out : descriptor(number);
    }

    static int numberOfCaller() {
        return Integer.getInteger(PROPERTY, OUT);
    }

    /**
     * There is no other way to an inherited descriptor that keeps its position and its append mode:
     * /proc/self/fd/N is opened anew, and cannot be when it is a socket.
     */
    private static FileDescriptor descriptor(int number) {
        try {
            Constructor<FileDescriptor> constructor =
                    FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(number);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "this JDK does not give access to the inherited file descriptor " + number, e);
        }
    }

    /**
     * The caller's standard output, where {@code file} is a name of it; closing it only flushes.
     * Opened by that name it would be the JVM's own, and a file behind it would be replaced, or
     * begun anew, under what else is printed.
     */
    public static Optional<OutputStream> named(Path file) {
        if (!NAMES.contains(file.toString())) {
            return Optional.empty();
        }
        return Optional.of(
                new FilterOutputStream(new FileOutputStream(ofCaller())) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }

                    @Override
                    public void close() throws IOException {
                        flush();
                    }
                });
    }

    /** Standard error, in UTF-8. */
    public static PrintStream standardError() {
        return new PrintStream(
                new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** To be flushed by who writes. */
    public PrintStream stream() {
        return stream;
    }

    /** After the last word: why some of them are lost, with the remedy; empty when none is. */
    public Optional<String> finish() {
        stream.close();
        return output.lost()
                .map(why ->
                        ErrorText.of(
                                "standard output cannot be written, so what was printed is lost: "
                                        + why,
                                null,
                                "give it to a file, pipe or terminal that can be written"));
    }
}
