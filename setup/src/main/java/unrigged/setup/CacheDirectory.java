package unrigged.setup;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The private directory. A thing in it counts only with its record, a file written as the last step
 * and put in place by a rename; whatever lacks one is the rest of an earlier death and is deleted
 * by the next holder of the lock.
 */
final class CacheDirectory {
    /** Inside a part or an environment; its presence says that the folder is whole. */
    static final String RECORD = "setup.properties";

    private static final String TEMPORARY = ".tmp-";

    /** A file lock belongs to the whole JVM, so threads of one JVM need a lock of their own. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Path root;

    CacheDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path part(String name) {
        return root.resolve("parts").resolve(name);
    }

    Path environment(String name) {
        return root.resolve("environments").resolve(name);
    }

    /** An empty folder for what is needed only until a part is whole. */
    Path scratch(String name) throws IOException {
        Path folder = root.resolve("downloads").resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** An empty folder beside {@code target}, on the same file system. */
    Path sibling(Path target) throws IOException {
        Path folder = target.resolveSibling(TEMPORARY + target.getFileName());
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** Makes {@code whole} the target in one step; an old target is gone before. */
    void publish(Path whole, Path target) throws IOException {
        delete(target);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Held until closed. */
    interface Lease extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Waits for other setups, says so, then deletes what dead ones left. */
    Lease lock(Consumer<String> progress) throws IOException, InterruptedException {
        String waiting = "another setup is at work in " + root + "; waiting for it";
        if (!IN_THIS_JVM.tryLock()) {
            progress.accept(waiting);
            IN_THIS_JVM.lockInterruptibly();
        }
        FileChannel channel = null;
        try {
            Files.createDirectories(root);
            channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                progress.accept(waiting);
                channel.lock();
            }
            deleteLeftovers();
            FileChannel held = channel;
            return () -> {
                try {
                    held.close();
                } finally {
                    IN_THIS_JVM.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel);
            IN_THIS_JVM.unlock();
            if (e instanceof FileLockInterruptionException) {
                throw new InterruptedException("stopped while waiting for the lock of " + root);
            }
            throw e;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private void deleteLeftovers() throws IOException {
        delete(root.resolve("downloads"));
        for (Path folder : Stream.of("parts", "environments").map(root::resolve).toList()) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : entries.toList()) {
                    boolean incomplete =
                            Files.isDirectory(entry) && !Files.exists(entry.resolve(RECORD));
                    if (incomplete || entry.getFileName().toString().startsWith(TEMPORARY)) {
                        delete(entry);
                    }
                }
            }
        }
    }

    /** The record in {@code file}; empty when there is none. */
    static Optional<Map<String, String>> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        Map<String, String> record = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> record.put(k, properties.getProperty(k)));
        return Optional.of(record);
    }

    /** Writes a record in one step. */
    static void write(Path file, Map<String, String> record) throws IOException {
        Properties properties = new Properties();
        properties.putAll(record);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path temporary = file.resolveSibling(TEMPORARY + file.getFileName());
        Files.writeString(temporary, text.toString());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a tree, following no links; nothing when it does not exist. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
