package unrigged.measurement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unrigged.deployment.PlaceholderException;
import unrigged.deployment.Placement;
import unrigged.deployment.Topology;
import unrigged.experiment.Server;
import unrigged.metric.ServerUse;
import unrigged.metric.Tier;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessTable;
import unrigged.sampling.TreeReading;

/** A server of the deployment that is up, from its start to its end. For one thread. */
final class DeployedServer {
    private final Server server;
    private final Placement placement;
    private final Function<Placement, Topology> topologies;
    private final TierProcesses processes;
    private final Path logs;
    private @Nullable Answer answer;
    private TreeReading known = TreeReading.NONE;
    private Optional<TrialException> ended = Optional.empty();
    private long restNs;
    private long restCpuNs;

    DeployedServer(
            Server server,
            Placement placement,
            Function<Placement, Topology> topologies,
            TierProcesses processes,
            Path logs) {
        this.server = server;
        this.placement = placement;
        this.topologies = topologies;
        this.processes = processes;
        this.logs = logs;
    }

    Server server() {
        return server;
    }

    String name() {
        return server.name();
    }

    Placement placement() {
        return placement;
    }

    /**
     * @throws PlaceholderException when the stack's command names what there is not
     */
    Topology topology() {
        return topologies.apply(placement);
    }

    TierProcesses processes() {
        return processes;
    }

    Path logs() {
        return logs;
    }

    ManagedProcess process() {
        return processes.get(Tier.APP);
    }

    /** The end of what the application wrote. */
    String logTail() {
        return processes.logTail(Tier.APP);
    }

    boolean isStarted() {
        return processes.find(Tier.APP).isPresent();
    }

    boolean isRunning() {
        return isStarted() && process().exitStatus().isEmpty();
    }

    /** Kills its first process; the others of its tree end when the deployment stops it. */
    void end(String why) {
        ended = Optional.of(new TrialException(why, logTail()));
        process().kill();
    }

    /** Why it was ended before its time; empty when it was not. */
    Optional<TrialException> ended() {
        return ended;
    }

    /** The first right answer; what every later one must look like follows from it. */
    void answered(Answer right) {
        answer = right;
    }

    String recordedAnswer() {
        return answer == null ? "" : answer.recorded();
    }

    Optional<String> mask() {
        return answer == null
                ? Optional.empty()
                : placement.treatment().workload().mask(answer.body());
    }

    /** Its processes, as they were after its last turn. */
    TreeReading known() {
        return known;
    }

    void know(TreeReading reading) {
        known = reading;
    }

    /** Others had load for so long, and this is what it used meanwhile. */
    void rested(long forNs, long cpuNs) {
        restNs += forNs;
        restCpuNs += cpuNs;
    }

    ServerUse use(ProcessTable table) {
        List<ProcessTable.Row> live = isStarted() ? table.tree(process().pid()) : List.of();
        return new ServerUse(
                name(),
                server.stack(),
                restNs,
                restCpuNs,
                ProcessTable.pssBytes(live),
                live.size());
    }
}
