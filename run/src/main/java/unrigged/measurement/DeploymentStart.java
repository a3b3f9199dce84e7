package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.deployment.PlaceholderException;
import unrigged.experiment.Event;
import unrigged.experiment.Server;
import unrigged.metric.Clock;
import unrigged.metric.ServerStart;
import unrigged.metric.WarmUpResult;
import unrigged.process.CpuClock;
import unrigged.process.ProcFs;
import unrigged.process.ProcessStartException;
import unrigged.sampling.TreeReading;

/**
 * Brings the servers of a deployment up, a few at a time, and warms each. One that fails costs
 * itself alone.
 */
final class DeploymentStart {
    private final TrialContext context;
    private final LocalDeployment deployment;
    private final WarmUp warmUp;
    private final CpuClock cpuClock;
    private final RunListener listener;
    private final Map<String, Long> startedNs = new LinkedHashMap<>();
    private final Map<String, Long> readyNs = new LinkedHashMap<>();
    private final Map<String, TrialException> failures = new LinkedHashMap<>();

    DeploymentStart(
            TrialContext context,
            LocalDeployment deployment,
            WarmUp warmUp,
            CpuClock cpuClock,
            RunListener listener) {
        this.context = context;
        this.deployment = deployment;
        this.warmUp = warmUp;
        this.cpuClock = cpuClock;
        this.listener = listener;
    }

    /**
     * Returns when all that come up are warm.
     *
     * @param fromNs when the deployment began
     * @throws SharedTierException when a tier that all share ended meanwhile
     */
    Event.DeploymentReady untilReady(long fromNs) throws InterruptedException, IOException {
        Clock clock = context.clock();
        deployment.refused().forEach((server, why) -> failures.put(server.name(), why));
        startAll();
        long upNs = clock.nowNs();
        Map<String, WarmUpResult> warm = warmAll();
        List<ServerStart> starts = new ArrayList<>();
        for (Server server : deployment.request().servers()) {
            Optional<TrialException> failure = Optional.ofNullable(failures.get(server.name()));
            starts.add(
                    new ServerStart(
                            server.name(),
                            server.stack(),
                            failure.map(TrialException::reason),
                            failure.map(TrialException::evidence).orElse(""),
                            readyNs.getOrDefault(server.name(), 0L),
                            deployment
                                    .find(server.name())
                                    .map(DeployedServer::recordedAnswer)
                                    .orElse(""),
                            Optional.ofNullable(warm.get(server.name()))));
        }
        return new Event.DeploymentReady(
                deployment.request().id(),
                deployment.request().attempt(),
                starts,
                upNs - fromNs,
                clock.nowNs() - upNs,
                ProcFs.MACHINE.memoryAvailableBytes());
    }

    /** Twice as many at a time as there are CPUs: more would only wait for each other. */
    private void startAll() throws InterruptedException {
        Deque<DeployedServer> starting = new ArrayDeque<>();
        Deque<DeployedServer> waiting = new ArrayDeque<>(deployment.servers().values());
        while (!starting.isEmpty() || !waiting.isEmpty()) {
            while (!waiting.isEmpty() && starting.size() < 2 * context.cpus()) {
                DeployedServer server = waiting.remove();
                attempt(server, () -> start(server));
                if (!failures.containsKey(server.name())) {
                    starting.add(server);
                }
            }
            if (!starting.isEmpty()) {
                DeployedServer server = starting.remove();
                attempt(server, () -> await(server));
            }
        }
        for (DeployedServer server : up()) {
            attempt(server, () -> deployment.awaitIdle(server));
        }
    }

    private List<DeployedServer> up() {
        return deployment.servers().values().stream()
                .filter(server -> !failures.containsKey(server.name()))
                .toList();
    }

    private void start(DeployedServer server) throws InterruptedException, IOException {
        listener.server(deployment.request().id(), server.name(), "start");
        startedNs.put(server.name(), context.clock().nowNs());
        deployment.startServer(server);
    }

    private void await(DeployedServer server) throws InterruptedException {
        deployment.awaitServer(server);
        readyNs.put(
                server.name(), context.clock().nowNs() - startedNs.getOrDefault(server.name(), 0L));
    }

    private Map<String, WarmUpResult> warmAll() throws InterruptedException {
        Map<String, WarmUpResult> warm = new LinkedHashMap<>();
        for (DeployedServer server : up()) {
            attempt(
                    server,
                    () -> {
                        listener.server(deployment.request().id(), server.name(), "warm-up");
                        warm.put(server.name(), warmUp.of(server));
                        server.know(TreeReading.ofTree(cpuClock, server.process().pid()));
                    });
        }
        return warm;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException, IOException;
    }

    private void attempt(DeployedServer server, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (TrialException
                | ProcessStartException
                | PlaceholderException
                | IOException
                | UncheckedIOException e) {
            deployment.requireSharedAlive();
            failures.put(server.name(), TrialFailures.ofTrial(e, context.written()));
            deployment.stopServer(server);
        }
    }
}
