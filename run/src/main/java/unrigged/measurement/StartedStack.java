package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import unrigged.deployment.Topology;
import unrigged.metric.Clock;
import unrigged.metric.Tier;
import unrigged.process.Listeners;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessTable;
import unrigged.workload.Workload;

/**
 * A stack that was started on a {@link VerificationDeployment}, with its proxy, until it is
 * stopped.
 */
public final class StartedStack {
    private final TrialContext context;
    private final Topology topology;
    private final TierProcesses processes;
    private final Path scratch;
    private final int poolPort;
    private final Duration readyTimeout;
    private final long startedNs;

    StartedStack(
            TrialContext context,
            Topology topology,
            TierProcesses processes,
            Path scratch,
            int poolPort,
            Duration readyTimeout) {
        this.context = context;
        this.topology = topology;
        this.processes = processes;
        this.scratch = scratch;
        this.poolPort = poolPort;
        this.readyTimeout = readyTimeout;
        this.startedNs = context.clock().nowNs();
    }

    /**
     * @param delayNs the query's, which the first answer waits for
     */
    VerificationDeployment.Start untilUp(Duration timeoutWithWrong, long delayNs)
            throws InterruptedException {
        Clock clock = context.clock();
        Readiness readiness =
                new Readiness(clock, readyTimeout, processes, topology, Workload.ARTICLE);
        Answer answer = readiness.firstAnswer(timeoutWithWrong);
        long tookNs = Math.max(0, clock.nowNs() - startedNs - delayNs);
        readiness.awaitIdle();
        return new VerificationDeployment.Start.Up(
                this,
                answer,
                answer.problem().isEmpty() ? OptionalLong.of(tookNs) : OptionalLong.empty());
    }

    /**
     * Asks the proxy once, as the load would; the verifier is that of the article's request. {@code
     * path} begins with a slash.
     */
    public Answer ask(String path, Duration timeout) {
        String url = topology.url().replaceFirst("/test$", path);
        HttpProbe probe = new HttpProbe(context.clock(), url, topology.keepsConnections());
        return Answer.ask(probe, timeout, Workload.ARTICLE);
    }

    /** The port of PgBouncer. */
    public int poolPort() {
        return poolPort;
    }

    /** The server and all its descendants, those that ended and were not waited for included. */
    public List<ProcessTable.Row> tree() {
        return ProcessTable.read().tree(app().pid());
    }

    private ManagedProcess app() {
        return processes.get(Tier.APP);
    }

    /**
     * How a stop went.
     *
     * @param signal name of the stop signal, without SIG
     * @param inTime whether the server's first process ended within {@code timeout} of it
     * @param tookNs until that end
     * @param survivors names and numbers of processes that outlived {@code timeout}
     * @param stillListening whether somebody still listened on the server's port then
     */
    public record Stop(
            String signal,
            Duration timeout,
            boolean inTime,
            long tookNs,
            List<String> survivors,
            boolean stillListening) {
        public Stop {
            survivors = List.copyOf(survivors);
        }
    }

    /** Asks the server to stop, kills what does not, and says how it went. Leaves nothing. */
    public Stop stop() throws InterruptedException, IOException {
        boolean interrupted = Thread.interrupted();
        ManagedProcess app = app();
        Map<Long, String> before = new LinkedHashMap<>();
        tree().forEach(row -> before.put(row.pid(), row.name()));
        Clock clock = context.clock();
        long from = clock.nowNs();
        app.terminate();
        boolean inTime = app.awaitExit(TierProcesses.STOP_TIMEOUT);
        long tookNs = clock.nowNs() - from;
        before.remove(app.pid());
        List<String> survivors = alive(before);
        while (!survivors.isEmpty()
                && clock.nowNs() - from < TierProcesses.STOP_TIMEOUT.toNanos()) {
            Thread.sleep(10);
            survivors = alive(before);
        }
        int port = topology.process(Tier.APP).port().orElseThrow();
        boolean stillListening = inTime && Listeners.anyOn(port);
        if (!inTime) {
            app.kill();
            app.awaitExit(TierProcesses.STOP_TIMEOUT);
        }
        processes.stop(List.of(Tier.PROXY), _ -> {});
        context.killOrphans();
        ScratchDirectory.delete(scratch);
        if (interrupted) {
            throw new InterruptedException();
        }
        return new Stop(
                app.command().stopSignal(),
                TierProcesses.STOP_TIMEOUT,
                inTime,
                tookNs,
                survivors,
                stillListening);
    }

    private static List<String> alive(Map<Long, String> processes) {
        ProcessTable table = ProcessTable.read();
        return processes.entrySet().stream()
                .filter(entry ->
                        table.tree(entry.getKey()).stream().limit(1).anyMatch(r -> !r.zombie()))
                .map(entry -> entry.getValue() + " (process " + entry.getKey() + ")")
                .toList();
    }
}
