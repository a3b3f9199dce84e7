package unrigged.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import unrigged.measure.Clock;
import unrigged.measure.Tier;
import unrigged.process.Listeners;
import unrigged.process.ProcessTable;
import unrigged.process.Supervised;
import unrigged.topology.Topology;

/** A stack that was started on a {@link Bench}, with its proxy, until it is stopped. */
public final class StartedStack {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Lab lab;
    private final Topology topology;
    private final Map<Tier, Supervised> processes;
    private final Path scratch;
    private final int poolPort;
    private final Duration readyTimeout;
    private final long startedNs;

    StartedStack(
            Lab lab,
            Topology topology,
            Map<Tier, Supervised> processes,
            Path scratch,
            int poolPort,
            Duration readyTimeout) {
        this.lab = lab;
        this.topology = topology;
        this.processes = processes;
        this.scratch = scratch;
        this.poolPort = poolPort;
        this.readyTimeout = readyTimeout;
        this.startedNs = lab.clock().nowNs();
    }

    Bench.Start untilUp(Duration patienceWithWrong) throws InterruptedException {
        Clock clock = lab.clock();
        Readiness readiness =
                new Readiness(clock, readyTimeout, processes, topology, Answer.ARTICLE);
        Answer answer = readiness.firstAnswer(patienceWithWrong);
        long tookNs = clock.nowNs() - startedNs;
        readiness.calm();
        return new Bench.Start.Up(
                this,
                answer,
                answer.problem().isEmpty() ? OptionalLong.of(tookNs) : OptionalLong.empty());
    }

    /**
     * Asks the proxy once, as the load would; the judge is that of the article's request. {@code
     * path} begins with a slash.
     */
    public Answer ask(String path, Duration timeout) {
        String url = topology.url().replaceFirst("/test$", path);
        HttpProbe probe = new HttpProbe(lab.clock(), url, topology.keepsConnections());
        return Answer.ask(probe, timeout, Answer.ARTICLE);
    }

    /** The port of PgBouncer. */
    public int poolPort() {
        return poolPort;
    }

    /** The server and all its descendants, those that ended and were not waited for included. */
    public List<ProcessTable.Row> tree() {
        return ProcessTable.read().tree(app().pid());
    }

    /** What the server writes to its standard output and error. */
    public Path log() {
        return app().command().log();
    }

    /** The end of {@link #log}. */
    public String logTail() {
        return LogTail.of(log());
    }

    private Supervised app() {
        return process(Tier.APP);
    }

    private Supervised process(Tier tier) {
        Supervised process = processes.get(tier);
        if (process == null) {
            throw new IllegalStateException("the tier " + tier.id() + " was not started");
        }
        return process;
    }

    /**
     * How a stop went.
     *
     * @param signal name of the stop signal, without SIG
     * @param inTime whether the server's first process ended within {@code patience} of it
     * @param tookNs until that end
     * @param survivors names and numbers of processes that outlived {@code patience}
     * @param stillListening whether somebody still listened on the server's port then
     */
    public record Stop(
            String signal,
            Duration patience,
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
        Supervised app = app();
        Map<Long, String> before = new LinkedHashMap<>();
        tree().forEach(row -> before.put(row.pid(), row.name()));
        Clock clock = lab.clock();
        long from = clock.nowNs();
        app.askToStop();
        boolean inTime = app.awaitExit(STOP_PATIENCE);
        long tookNs = clock.nowNs() - from;
        before.remove(app.pid());
        List<String> survivors = alive(before);
        while (!survivors.isEmpty() && clock.nowNs() - from < STOP_PATIENCE.toNanos()) {
            Thread.sleep(10);
            survivors = alive(before);
        }
        int port = topology.part(Tier.APP).port().orElseThrow();
        boolean stillListening = inTime && Listeners.anyOn(port);
        if (!inTime) {
            app.kill();
            app.awaitExit(STOP_PATIENCE);
        }
        Supervised proxy = processes.get(Tier.PROXY);
        if (proxy != null) {
            proxy.askToStop();
            if (!proxy.awaitExit(STOP_PATIENCE)) {
                proxy.kill();
                proxy.awaitExit(STOP_PATIENCE);
            }
        }
        lab.sweep();
        Scratch.delete(scratch);
        if (interrupted) {
            throw new InterruptedException();
        }
        return new Stop(
                app.command().stopSignal(),
                STOP_PATIENCE,
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
