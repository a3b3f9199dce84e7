package unrigged.measurement;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import unrigged.program.EnvironmentException;

/** One measurement at a time on a machine; the kernel gives the lock up when its holder dies. */
final class MeasuringLock implements AutoCloseable {
    private final FileChannel channel;

    private MeasuringLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, or throws {@link EnvironmentException} saying who holds it.
     *
     * @param cacheDirectory the private directory
     * @param what the holder's work, for example {@code run runs/2026-11-22-1}
     */
    static MeasuringLock take(Path cacheDirectory, String what) throws IOException {
        Files.createDirectories(cacheDirectory);
        Path file = cacheDirectory.resolve("measuring.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new EnvironmentException(
                    "another run is measuring on this machine ("
                            + Files.readString(file).strip()
                            + "), and two would disturb each other.",
                    "wait for its end, or stop it");
        }
        // Through the locked channel: closing any other one on this file would give the lock up.
        String holder = "process " + ProcessHandle.current().pid() + ", " + what;
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new MeasuringLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
