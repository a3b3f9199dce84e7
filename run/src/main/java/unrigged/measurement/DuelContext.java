package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import unrigged.deployment.Secrets;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.Supervisor;

/**
 * This machine for a duel: the lock that keeps others away, the supervisor, a directory. Whatever
 * was started by it has ended when it is closed.
 */
final class DuelContext implements ProcessContext, AutoCloseable {
    private final MeasuringLock lock;
    private final Supervisor supervisor;
    private final RunDirectory directory;
    private final List<String> loader;
    private final Clock clock;

    /** There is neither database nor pool. */
    private final Secrets secrets = new Secrets("", "", PrivateFile.secret());

    private int scratches;

    private DuelContext(
            MeasuringLock lock,
            Supervisor supervisor,
            RunDirectory directory,
            List<String> loader,
            Clock clock) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.directory = directory;
        this.loader = loader;
        this.clock = clock;
    }

    /**
     * @param directory for logs; what an earlier duel left in it is deleted
     * @param loader the load generator: its JVM and the program
     * @param cacheDirectory the private directory, in which the lock is
     * @throws unrigged.program.EnvironmentException when something else is measuring
     */
    static DuelContext open(
            Path directory, List<String> loader, Path cacheDirectory, Path javaHome, Clock clock)
            throws InterruptedException, IOException {
        MeasuringLock lock = MeasuringLock.take(cacheDirectory, "duel");
        try {
            ScratchDirectory.delete(directory);
            Files.createDirectories(directory);
            return new DuelContext(
                    lock,
                    Supervisor.start(javaHome),
                    new RunDirectory(directory),
                    List.copyOf(loader),
                    clock);
        } catch (InterruptedException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public RunDirectory directory() {
        return directory;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public List<String> loader() {
        return loader;
    }

    @Override
    public Path freshScratch() throws IOException {
        return ScratchDirectory.fresh(directory.root(), ++scratches);
    }

    @Override
    public Supervisor supervisor() {
        return supervisor;
    }

    /** The supervisor ends what was started, each by its stop signal first. */
    @Override
    public void close() throws IOException {
        try (lock) {
            supervisor.close();
            ScratchDirectory.delete(ScratchDirectory.all(directory.root()));
        }
    }
}
