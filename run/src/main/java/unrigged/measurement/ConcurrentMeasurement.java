package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import unrigged.deployment.PlaceholderException;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Event;
import unrigged.experiment.Server;
import unrigged.experiment.SliceRequest;
import unrigged.measurement.Stopwatch.Phase;
import unrigged.metric.ServerUse;
import unrigged.metric.Tier;
import unrigged.metric.TierMemory;
import unrigged.process.CpuClock;
import unrigged.process.ProcessStartException;
import unrigged.process.ProcessTable;

/**
 * Deployments on this machine, one after the other, and the slices of the one that is up. The load
 * generator outlives them.
 */
final class ConcurrentMeasurement {
    private final TrialContext context;
    private final Ports ports;
    private final BiFunction<String, CellSettings, Treatment> treatments;
    private final RunListener listener;
    private final CpuClock cpuClock = new CpuClock();
    private @Nullable SliceGenerator generator;
    private @Nullable LocalDeployment deployment;
    private @Nullable SliceRun slices;

    /**
     * @param treatments of a stack, by its id, with these settings
     */
    ConcurrentMeasurement(
            TrialContext context,
            Ports ports,
            BiFunction<String, CellSettings, Treatment> treatments,
            RunListener listener) {
        this.context = context;
        this.ports = ports;
        this.treatments = treatments;
        this.listener = listener;
    }

    /** What a server needs at the most. */
    Treatment treatment(Server server) {
        return treatments.apply(
                server.stack(),
                new CellSettings(
                        server.workers(),
                        server.clientsMax(),
                        server.sessionsMax(),
                        server.delayNs().orElse(0),
                        server.changed()));
    }

    Event.DeploymentEvent deploy(DeploymentRequest request) throws InterruptedException {
        long fromNs = context.clock().nowNs();
        stop();
        try {
            context.machine();
            SliceGenerator load = readyGenerator();
            LocalDeployment started =
                    LocalDeployment.start(context, ports, request, this::treatment, listener);
            deployment = started;
            slices = new SliceRun(context, cpuClock, load, started);
            return new DeploymentStart(
                            context,
                            started,
                            new WarmUp(
                                    context.clock(),
                                    cpuClock,
                                    load,
                                    request.timing(),
                                    context.cpus()),
                            cpuClock,
                            listener)
                    .untilReady(fromNs);
        } catch (SharedTierException e) {
            return ended(request, Optional.of(e.reason()), e.evidence());
        } catch (TrialException
                | ProcessStartException
                | PlaceholderException
                | IOException
                | UncheckedIOException e) {
            TrialException why = TrialFailures.ofTrial(e, context.written());
            return ended(request, Optional.of(why.reason()), why.evidence());
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
    }

    private SliceGenerator readyGenerator() throws InterruptedException, IOException {
        SliceGenerator known = generator;
        if (known != null && generatorAnswers()) {
            return known;
        }
        closeGenerator();
        SliceGenerator fresh = SliceGenerator.start(context);
        generator = fresh;
        return fresh;
    }

    Event measure(SliceRequest request) throws InterruptedException {
        LocalDeployment up = up();
        Stopwatch stopwatch = new Stopwatch(context.clock());
        Treatment treatment = treatments.apply(request.slot().stack(), request.settings());
        try {
            return required(slices).measured(request, treatment, stopwatch, listener);
        } catch (SharedTierException e) {
            return ended(up.request(), Optional.of(e.reason()), e.evidence());
        } catch (TrialException | IOException | UncheckedIOException e) {
            return failed(up, request, treatment, stopwatch, e);
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
    }

    /** Of the server alone, unless something that all of them need is gone. */
    private Event failed(
            LocalDeployment up,
            SliceRequest request,
            Treatment treatment,
            Stopwatch stopwatch,
            Exception cause)
            throws InterruptedException {
        TrialException why = TrialFailures.ofTrial(cause, context.written());
        try {
            up.requireSharedAlive();
        } catch (SharedTierException e) {
            return ended(up.request(), Optional.of(e.reason()), e.evidence());
        }
        boolean ofServer = cause instanceof TrialException && generatorAnswers();
        if (!ofServer) {
            closeGenerator();
            return ended(up.request(), Optional.of(why.reason()), why.evidence());
        }
        up.stopServer(up.server(request.turn().server()));
        return new Event.TrialFailed(
                request.slot(),
                request.turn().attempt(),
                request.settings(),
                stopwatch.current() == Phase.OTHER ? "window" : stopwatch.phase(),
                why.reason(),
                why.evidence(),
                stopwatch.timeline(),
                Optional.of(treatment.levels()));
    }

    /** Whether the generator has ended its last slice and awaits the next one. */
    private boolean generatorAnswers() {
        SliceGenerator known = generator;
        return known != null && known.isAlive() && known.control().isIdle();
    }

    Event.DeploymentEnded endDeployment() throws InterruptedException {
        return ended(up().request(), Optional.empty(), "");
    }

    private Event.DeploymentEnded ended(
            DeploymentRequest request, Optional<String> why, String evidence)
            throws InterruptedException {
        LocalDeployment known = deployment;
        List<ServerUse> use = List.of();
        Map<Tier, TierMemory> memory = Map.of();
        long fromNs = context.clock().nowNs();
        if (known != null) {
            ProcessTable table = ProcessTable.read();
            use = known.use(table);
            memory = memory(known, table);
        }
        stop();
        return new Event.DeploymentEnded(
                request.id(),
                request.attempt(),
                why.isEmpty(),
                why,
                evidence,
                use,
                memory,
                context.clock().nowNs() - fromNs);
    }

    private Map<Tier, TierMemory> memory(LocalDeployment known, ProcessTable table) {
        Map<Tier, TierMemory> memory = known.memory(table);
        SliceGenerator load = generator;
        if (load != null) {
            List<ProcessTable.Row> live = table.tree(load.process().pid());
            memory.put(Tier.LOAD, new TierMemory(ProcessTable.pssBytes(live), live.size()));
        }
        return memory;
    }

    private LocalDeployment up() {
        return required(deployment);
    }

    private static <T> T required(@Nullable T known) {
        if (known == null) {
            throw new IllegalStateException("no deployment is up");
        }
        return known;
    }

    /** Ends the deployment, if one is up; the generator stays. */
    private void stop() throws InterruptedException {
        LocalDeployment known = deployment;
        deployment = null;
        slices = null;
        if (known != null) {
            known.stop();
        }
    }

    private void closeGenerator() throws InterruptedException {
        SliceGenerator known = generator;
        generator = null;
        try {
            if (known != null) {
                known.close();
            }
        } catch (IOException e) {
            listener.note("the load generator's connection could not be closed: " + e.getMessage());
        }
    }

    /** Ends everything that was started. */
    void close() throws InterruptedException {
        stop();
        closeGenerator();
    }
}
