package unrigged.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

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

    private final WatchedOutput output;
    private final PrintStream stream;

    private StandardOutput(OutputStream out) {
        output = new WatchedOutput(out);
        stream = new PrintStream(output, false, StandardCharsets.UTF_8);
    }

    /** Opens nothing: the descriptor is the caller's. */
    public static StandardOutput ofProcess() {
        String number = System.getProperty(PROPERTY, "");
        return new StandardOutput(
                new FileOutputStream(
                        number.isEmpty()
                                ? FileDescriptor.out
                                : descriptor(Integer.parseInt(number))));
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

    /** A file to write; a name of standard output means the caller's. */
    public static Path file(Path given) {
        String number = System.getProperty(PROPERTY, "");
        boolean isOutput =
                Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1").contains(given.toString());
        return isOutput && !number.isEmpty() ? Path.of("/dev/fd", number) : given;
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
                        "standard output cannot be written, so what was printed is lost: "
                                + why
                                + "\n  to fix: give it to a file, pipe or terminal that can be written");
    }
}
