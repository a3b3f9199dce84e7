package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import unrigged.experiment.PortRange;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.Supervisor;

/**
 * This machine for one who measures: the lock that keeps others away, the supervisor, the
 * database's table. Whatever was started by it has ended when it is closed.
 */
final class MachineLease implements AutoCloseable {
    private final MeasuringLock lock;
    private final Supervisor supervisor;
    private final Ports ports;
    private final TrialContext context;

    private MachineLease(
            MeasuringLock lock, Supervisor supervisor, Ports ports, TrialContext context) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.ports = ports;
        this.context = context;
    }

    /**
     * @param lock taken by the caller, and given back here
     * @param directory where trials write
     * @param cacheDirectory the private directory in which the table is kept
     * @param notes takes a line for people about long work
     * @throws EnvironmentException when a part does not work here
     */
    static MachineLease take(
            MeasuringLock lock,
            RunDirectory directory,
            ProvisionedParts provisioned,
            Path cacheDirectory,
            Path javaHome,
            PortRange range,
            Clock clock,
            Consumer<String> notes)
            throws InterruptedException, IOException {
        try {
            Supervisor supervisor = Supervisor.start(javaHome);
            try {
                Ports ports = new Ports(range, (int) ProcessHandle.current().pid() * 97);
                Path cluster =
                        new DataSet(cacheDirectory, provisioned, supervisor, ports, clock, notes)
                                .ready();
                TrialContext context =
                        new TrialContext(directory, provisioned, supervisor, cluster, ports, clock);
                return new MachineLease(lock, supervisor, ports, context);
            } catch (InterruptedException | IOException | RuntimeException e) {
                supervisor.close();
                throw e;
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Ports ports() {
        return ports;
    }

    TrialContext context() {
        return context;
    }

    @Override
    public void close() throws IOException {
        try (lock;
                supervisor) {
            ScratchDirectory.delete(ScratchDirectory.all(context.directory().root()));
        }
    }
}
