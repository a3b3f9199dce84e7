package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import unrigged.deployment.ProcessSpec;
import unrigged.metric.Tier;
import unrigged.process.ManagedProcess;

/** The processes of a topology by their tier, from their start to their end. For one thread. */
final class TierProcesses {
    /** After the stop signal, and again after SIGKILL. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final ProcessContext context;
    private final Map<Tier, ManagedProcess> processes = new EnumMap<>(Tier.class);

    TierProcesses(ProcessContext context) {
        this.context = context;
    }

    /** Those that others have started; who started them ends them. */
    void share(TierProcesses others) {
        processes.putAll(others.processes);
    }

    /**
     * Writes its files and starts it; its output goes to {@code TIER.log} in {@code logs}.
     *
     * @param logs exists
     */
    void start(ProcessSpec spec, Path logs) throws InterruptedException, IOException {
        for (Map.Entry<Path, String> file : spec.files().entrySet()) {
            PrivateFile.write(file.getKey(), file.getValue());
        }
        processes.put(spec.tier(), context.start(spec, logs.resolve(spec.tier().id() + ".log")));
    }

    boolean isEmpty() {
        return processes.isEmpty();
    }

    Optional<ManagedProcess> find(Tier tier) {
        return Optional.ofNullable(processes.get(tier));
    }

    /** The process of a tier that was started. */
    ManagedProcess get(Tier tier) {
        return find(tier)
                .orElseThrow(() ->
                        new IllegalStateException("the tier " + tier.id() + " was not started"));
    }

    /** All of them; changes as they are started. */
    Map<Tier, ManagedProcess> byTier() {
        return Collections.unmodifiableMap(processes);
    }

    /** The end of the tier's log; empty when it was not started. */
    String logTail(Tier tier) {
        return find(tier).map(process -> LogTail.of(process.command().log())).orElse("");
    }

    /** Asks those of {@code tiers} to stop, all at once, and kills what does not. */
    void stop(List<Tier> tiers, Consumer<String> notes) throws InterruptedException {
        List<ManagedProcess> going = tiers.stream().flatMap(tier -> find(tier).stream()).toList();
        going.forEach(ManagedProcess::terminate);
        for (ManagedProcess process : going) {
            if (!process.awaitExit(STOP_TIMEOUT)) {
                notes.accept(
                        process.command().name()
                                + " did not stop within "
                                + STOP_TIMEOUT.toSeconds()
                                + " s of SIG"
                                + process.command().stopSignal()
                                + " and was killed");
                process.kill();
                process.awaitExit(STOP_TIMEOUT);
            }
        }
    }

    /** All of them have ended; kills what they left behind, and names it. */
    String forget() throws InterruptedException {
        processes.clear();
        return context.killOrphans();
    }
}
