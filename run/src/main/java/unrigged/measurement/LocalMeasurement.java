package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import unrigged.catalog.Catalog;
import unrigged.deployment.Treatment;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.TrialRequest;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;
import unrigged.process.Supervisor;

/**
 * Measures on this machine: fresh processes for each trial, all of them ended after it. Nobody else
 * measures here meanwhile.
 */
public final class LocalMeasurement implements Measurement {
    private final MeasuringLock lock;
    private final Supervisor supervisor;
    private final TrialContext context;
    private final Plan plan;
    private final Catalog catalog;
    private final RunListener listener;
    private final CapacityCheck capacity;

    private LocalMeasurement(
            MeasuringLock lock,
            Supervisor supervisor,
            TrialContext context,
            Plan plan,
            Catalog catalog,
            RunListener listener) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.context = context;
        this.plan = plan;
        this.catalog = catalog;
        this.listener = listener;
        this.capacity = new CapacityCheck(listener::note);
    }

    /**
     * Takes the machine, starts the supervisor, has the table ready.
     *
     * @param cacheDirectory the private directory in which the table is kept
     * @throws EnvironmentException when somebody else is measuring, or a part does not work here
     */
    public static LocalMeasurement open(
            RunDirectory directory,
            Plan plan,
            Catalog catalog,
            ProvisionedParts provisioned,
            Path cacheDirectory,
            Path javaHome,
            Clock clock,
            RunListener listener)
            throws InterruptedException, IOException {
        MeasuringLock lock = MeasuringLock.take(cacheDirectory, "run " + directory.root());
        try {
            Supervisor supervisor = Supervisor.start(javaHome);
            try {
                Ports ports = new Ports(plan.ports(), (int) ProcessHandle.current().pid() * 97);
                Path cluster =
                        new DataSet(
                                        cacheDirectory,
                                        provisioned,
                                        supervisor,
                                        ports,
                                        clock,
                                        listener::note)
                                .ready();
                TrialContext context =
                        new TrialContext(directory, provisioned, supervisor, cluster, ports, clock);
                return new LocalMeasurement(lock, supervisor, context, plan, catalog, listener);
            } catch (InterruptedException | IOException | RuntimeException e) {
                supervisor.close();
                throw e;
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public int cpus() {
        return context.cpus();
    }

    @Override
    public void requireCapacity(List<TrialRequest> requests) {
        requests.forEach(request -> capacity.require(request.slot().scenario(), cell(request)));
    }

    @Override
    public Event.Observation measure(TrialRequest request, int attempt)
            throws InterruptedException {
        return new Trial(context, cell(request), request.slot(), attempt, listener).run();
    }

    private Treatment cell(TrialRequest request) {
        return new Treatment(
                catalog.find(request.slot().stack()).orElseThrow(),
                request.settings(),
                plan.settings(),
                request.timing());
    }

    @Override
    public long ownCpuNs() {
        return Snapshot.ownNs(ProcessTable.read(), context.controllerPids());
    }

    @Override
    public void close() {
        try (lock;
                supervisor) {
            ScratchDirectory.delete(context.directory().root().resolve("scratch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
