package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import unrigged.catalog.Catalog;
import unrigged.deployment.MemoryNeed;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.SliceRequest;
import unrigged.experiment.TrialRequest;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;
import unrigged.program.EnvironmentException;
import unrigged.sampling.Snapshot;

/**
 * Measures on this machine: fresh processes for each trial, all of them ended after it. Nobody else
 * measures here meanwhile.
 */
public final class LocalMeasurement implements Measurement {
    private final MachineLease lease;
    private final Plan plan;
    private final Catalog catalog;
    private final RunListener listener;
    private final CapacityCheck capacity;
    private final ConcurrentMeasurement concurrent;

    private LocalMeasurement(MachineLease lease, Plan plan, Catalog catalog, RunListener listener) {
        this.lease = lease;
        this.plan = plan;
        this.catalog = catalog;
        this.listener = listener;
        this.capacity = new CapacityCheck(listener::note);
        this.concurrent =
                new ConcurrentMeasurement(
                        lease.context(), lease.ports(), this::treatment, listener);
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
        MachineLease lease =
                MachineLease.take(
                        MeasuringLock.take(cacheDirectory, "run " + directory.root()),
                        directory,
                        provisioned,
                        cacheDirectory,
                        javaHome,
                        plan.ports(),
                        clock,
                        listener::note);
        return new LocalMeasurement(lease, plan, catalog, listener);
    }

    @Override
    public int cpus() {
        return lease.context().cpus();
    }

    @Override
    public void requireCapacity(List<TrialRequest> requests) {
        requests.forEach(request -> capacity.require(request.slot().scenario(), cell(request)));
    }

    @Override
    public Event.Observation measure(TrialRequest request, int attempt)
            throws InterruptedException {
        return new Trial(lease.context(), cell(request), request.slot(), attempt, listener).run();
    }

    @Override
    public void requireRoom(List<DeploymentRequest> requests) {
        for (DeploymentRequest request : requests) {
            capacity.require(
                    request,
                    request.servers().stream().map(concurrent::treatment).toList(),
                    MemoryNeed.of(request, catalog));
        }
    }

    @Override
    public Event.DeploymentEvent deploy(DeploymentRequest request) throws InterruptedException {
        return concurrent.deploy(request);
    }

    @Override
    public Event measure(SliceRequest request) throws InterruptedException {
        return concurrent.measure(request);
    }

    @Override
    public Event.DeploymentEnded endDeployment() throws InterruptedException {
        return concurrent.endDeployment();
    }

    private Treatment treatment(String stack, CellSettings settings) {
        return new Treatment(
                catalog.find(stack).orElseThrow(),
                settings,
                plan.settings().with(settings),
                plan.timing());
    }

    private Treatment cell(TrialRequest request) {
        return new Treatment(
                catalog.find(request.slot().stack()).orElseThrow(),
                request.settings(),
                plan.settings().with(request.settings()),
                request.timing());
    }

    @Override
    public long ownCpuNs() {
        return Snapshot.ownNs(ProcessTable.read(), lease.context().controllerPids());
    }

    @Override
    public void close() {
        try (lease) {
            concurrent.close();
        } catch (InterruptedException _) {
            // The supervisor ends what is left.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
