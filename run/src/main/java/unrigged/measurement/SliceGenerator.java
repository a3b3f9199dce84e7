package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import unrigged.deployment.ProcessSpec;
import unrigged.deployment.SliceLoad;
import unrigged.metric.Clock;
import unrigged.metric.Tier;
import unrigged.process.ManagedProcess;

/**
 * The load generator of a run: one process, which is told slices. Its own code stays compiled from
 * slice to slice.
 */
final class SliceGenerator {
    private static final String LOGS = "load";

    /** It warms its own code first. */
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    private final TierProcesses processes;
    private final LoadControl control;

    private SliceGenerator(TierProcesses processes, LoadControl control) {
        this.processes = processes;
        this.control = control;
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @throws TrialException when it is not in time
     */
    static SliceGenerator start(ProcessContext context) throws InterruptedException, IOException {
        LoadControl control = new LoadControl(context.secrets().control());
        TierProcesses processes = new TierProcesses(context);
        try {
            Path scratch = context.freshScratch();
            Path logs = context.directory().logs(LOGS);
            Files.createDirectories(logs);
            ProcessSpec spec =
                    SliceLoad.process(context.loader(), scratch, control.port(), context.secrets());
            processes.start(spec, logs);
            Clock clock = context.clock();
            long deadlineNs = clock.nowNs() + READY_TIMEOUT.toNanos();
            Supplier<Duration> remaining =
                    () -> Duration.ofNanos(Math.max(1_000_000, deadlineNs - clock.nowNs()));
            control.awaitReady(remaining, processes.get(Tier.LOAD));
            return new SliceGenerator(processes, control);
        } catch (InterruptedException | IOException | RuntimeException e) {
            control.close();
            processes.stop(List.of(Tier.LOAD), _ -> {});
            throw e;
        }
    }

    ManagedProcess process() {
        return processes.get(Tier.LOAD);
    }

    LoadControl control() {
        return control;
    }

    boolean isAlive() {
        return process().exitStatus().isEmpty();
    }

    /** Begins a slice; who monitors it hears how it goes. */
    void begin(List<String> words) throws InterruptedException {
        control.slice(words, process());
    }

    void close() throws InterruptedException, IOException {
        control.close();
        processes.stop(List.of(Tier.LOAD), _ -> {});
    }
}
