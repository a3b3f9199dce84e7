package unrigged.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.catalog.Stack;
import unrigged.metric.DatabaseWork;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ServerStart;
import unrigged.metric.ServerUse;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierMemory;
import unrigged.metric.TierUsage;
import unrigged.metric.Timeline;

/**
 * Something that happened in a run. What the journal says happened is the truth; everything else is
 * derived.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = Event.RunResumed.class, name = "run-resumed"),
    @JsonSubTypes.Type(value = Event.StackUnavailable.class, name = "stack-unavailable"),
    @JsonSubTypes.Type(value = Event.Calibrated.class, name = "calibrated"),
    @JsonSubTypes.Type(value = Event.ScenarioResolved.class, name = "scenario-resolved"),
    @JsonSubTypes.Type(value = Event.WorkersTried.class, name = "workers-tried"),
    @JsonSubTypes.Type(value = Event.WorkersTuned.class, name = "workers-tuned"),
    @JsonSubTypes.Type(value = Event.Looked.class, name = "looked"),
    @JsonSubTypes.Type(value = Event.BlocksFixed.class, name = "blocks-fixed"),
    @JsonSubTypes.Type(value = Event.DeploymentStarted.class, name = "deployment-started"),
    @JsonSubTypes.Type(value = Event.DeploymentReady.class, name = "deployment-ready"),
    @JsonSubTypes.Type(value = Event.DeploymentEnded.class, name = "deployment-ended"),
    @JsonSubTypes.Type(value = Event.TrialStarted.class, name = "trial-started"),
    @JsonSubTypes.Type(value = Event.TrialMeasured.class, name = "trial-measured"),
    @JsonSubTypes.Type(value = Event.TrialFailed.class, name = "trial-failed"),
    @JsonSubTypes.Type(value = Event.RunStopped.class, name = "run-stopped"),
})
public sealed interface Event {
    /** What was measured, started or stopped took so long; 0 of what is only said. */
    default long durationNs() {
        return 0;
    }

    /**
     * The first record.
     *
     * @param stacks what the catalogue says of each stack of the plan
     * @param blocks of a race, the most that it may have; the same of a run that has so much time
     * @param trials how many are planned; of a race, as many as its blocks allow
     * @param rounds of each scenario in a block; empty where trials have processes of their own
     * @param question of a race, by its id; empty where the number of blocks is fixed
     */
    record RunStarted(
            String run,
            String plan,
            String mode,
            String scale,
            String referenceStack,
            long seed,
            int blocks,
            int cpus,
            List<String> scenarios,
            List<StackInfo> stacks,
            int trials,
            OptionalInt rounds,
            Optional<String> question)
            implements Event {}

    /**
     * What a reader of the journal needs to know of a stack without the catalogue.
     *
     * @param http the version of HTTP that nginx has to speak to it whatever the plan says; empty
     *     for most
     * @param request what it was asked instead of the article's request, for example {@code GET
     *     /api/item}; then the scenario's query delay has no part in its answers
     */
    record StackInfo(
            String stack,
            String framework,
            String server,
            String language,
            String concurrency,
            String type,
            String driver,
            boolean sync,
            Optional<String> http,
            Optional<String> request) {
        public static StackInfo of(Stack stack) {
            return new StackInfo(
                    stack.id(),
                    stack.framework(),
                    stack.server(),
                    stack.language(),
                    stack.concurrency().id(),
                    stack.concurrency().title(),
                    stack.driver(),
                    stack.concurrency().sync(),
                    stack.http(),
                    stack.request().map(custom -> "GET " + custom.path()));
        }
    }

    record RunResumed(int trialsDone) implements Event {}

    /**
     * A stack that cannot run on this machine; its trials are left out and its row carries the
     * reason.
     */
    record StackUnavailable(String stack, String why) implements Event {}

    /** What a design made of observations; what follows is measured by it. */
    sealed interface Decision extends Event {}

    /**
     * The CPU time of one request of the reference stack, over all tiers, on this machine.
     *
     * @param requests how many requests were measured
     * @param slices in how many slices; empty in records of older versions, which had one trial
     * @param halfWidth of the 95 % interval of the total, as a share of it; empty where it is not
     *     known
     */
    record Calibrated(
            String stack,
            long requests,
            Map<Tier, Long> cpuPerRequestNs,
            long totalNs,
            OptionalInt slices,
            OptionalDouble halfWidth)
            implements Decision {}

    /** What a scenario means on this machine, for sync and for async stacks. */
    record ScenarioResolved(String scenario, String title, CellSettings sync, CellSettings async)
            implements Decision {}

    /**
     * One short trial of the search for a stack's worker count, in journals of version 1: later
     * ones have the whole observation.
     *
     * @param perSecond right answers per second; 0 when there is none
     * @param why why there is no figure; then the search takes the count for the worst
     */
    record WorkersTried(
            String scenario,
            String stack,
            CellSettings settings,
            double perSecond,
            Optional<String> why,
            Timeline timeline)
            implements Event {}

    /**
     * The end of that search; the stack's trials in the scenario use {@code workers}.
     *
     * @param reference the rule's count, which the search began at
     * @param max the highest count that it would have tried
     * @param curve what was seen, by count
     */
    record WorkersTuned(
            String scenario,
            String stack,
            int reference,
            int max,
            int workers,
            List<WorkerPoint> curve)
            implements Decision {}

    /**
     * What {@code readings} short trials with so many workers gave: the geometric mean of those
     * that did not fail; 0 when all did. Older versions have the mean without the lowest.
     */
    record WorkerPoint(int workers, int readings, double perSecond) {}

    /**
     * What a race has decided after a block, and what goes on.
     *
     * @param blocks complete ones so far
     * @param needed stacks by scenario that the question still needs; empty when it is decided
     * @param decided comparisons of the question
     * @param of how many there are
     */
    record Looked(int blocks, Map<String, List<String>> needed, int decided, int of)
            implements Decision {}

    /**
     * How many blocks a run has that has so much time, by what those before took; the last such
     * record counts. No figure of a stack decides it, so that intervals are looked at once.
     *
     * @param blocks those before among them
     * @param blockNs what one took in the mean
     */
    record BlocksFixed(int blocks, long blockNs) implements Decision {}

    /**
     * A deployment begins. Without a later {@link DeploymentEnded} that is complete it is void: its
     * slices are not inferred from.
     *
     * @param attempt from 1
     */
    record DeploymentStarted(
            String deployment, Purpose purpose, int block, int attempt, List<Server> servers)
            implements Event {}

    /** What became of the start of a deployment. */
    sealed interface DeploymentEvent extends Event {}

    /**
     * Its servers are up and warm, but for those that failed.
     *
     * @param startNs from the first process to the last server's right answer
     * @param warmUpNs load on the servers before the first slice
     * @param memoryAvailableBytes of the machine, with all of it up and warm; empty where the
     *     kernel does not tell
     */
    record DeploymentReady(
            String deployment,
            int attempt,
            List<ServerStart> servers,
            long startNs,
            long warmUpNs,
            OptionalLong memoryAvailableBytes)
            implements DeploymentEvent {
        @Override
        public long durationNs() {
            return startNs + warmUpNs;
        }
    }

    /**
     * Nothing of it runs any more.
     *
     * @param complete whether it had all its slices
     * @param why it has not
     * @param evidence the tail of the log that shows it, or empty
     * @param servers what each used; empty where it was not looked at
     * @param shared what the tiers that all servers share had at its end
     * @param stopNs until the last process was gone
     */
    record DeploymentEnded(
            String deployment,
            int attempt,
            boolean complete,
            Optional<String> why,
            String evidence,
            List<ServerUse> servers,
            Map<Tier, TierMemory> shared,
            long stopNs)
            implements DeploymentEvent {
        @Override
        public long durationNs() {
            return stopNs;
        }
    }

    /**
     * A trial begins; without a later end it was incomplete.
     *
     * @param attempt from 1; more than 1 after an incomplete trial was repeated
     */
    record TrialStarted(TrialSlot slot, int attempt) implements Event {}

    /** An end of a trial: it was measured or it failed. */
    sealed interface Observation extends Event {
        TrialSlot slot();

        CellSettings settings();

        Timeline timeline();

        @Override
        default long durationNs() {
            return timeline().wallNs();
        }

        /**
         * The level of every factor by its id, numbers without their units; empty in records of
         * older versions.
         */
        Optional<Map<String, String>> levels();
    }

    /**
     * A trial or slice with figures.
     *
     * @param histogram file of a trial's latencies, relative to the run directory
     * @param latencies a slice's, as HdrHistogram's compressed text (V2, base64): those of the
     *     requests that began in the window, in µs
     * @param answer the verified answer's body
     * @param work what reached the database within the window; empty where it was not read
     * @param emptyWindow a slice's window before this one, in which nothing ended: this one was
     *     measured at once in its place; empty of almost all, and in records of older versions
     */
    record TrialMeasured(
            TrialSlot slot,
            int attempt,
            CellSettings settings,
            LoadResult load,
            Map<Tier, TierUsage> tiers,
            MachineUsage machine,
            NetworkCounts network,
            SessionPeaks sessions,
            Timeline timeline,
            Optional<String> histogram,
            Optional<String> latencies,
            String answer,
            Optional<DatabaseWork> work,
            Optional<Map<String, String>> levels,
            Optional<LoadResult> emptyWindow)
            implements Observation {
        /** CPU time of all tiers. */
        @JsonIgnore
        public long cpuNs() {
            return tiers.values().stream().mapToLong(TierUsage::cpuNs).sum();
        }

        /** The same with another load and what its tiers used. */
        public TrialMeasured with(LoadResult changedLoad, Map<Tier, TierUsage> changedTiers) {
            return new TrialMeasured(
                    slot,
                    attempt,
                    settings,
                    changedLoad,
                    changedTiers,
                    machine,
                    network,
                    sessions,
                    timeline,
                    histogram,
                    latencies,
                    answer,
                    work,
                    levels,
                    emptyWindow);
        }
    }

    /**
     * A trial without figures, and why.
     *
     * @param phase start, readiness, warm-up, window or stop
     * @param reason one sentence: what, after how long
     * @param evidence the tail of the log that shows it
     */
    record TrialFailed(
            TrialSlot slot,
            int attempt,
            CellSettings settings,
            String phase,
            String reason,
            String evidence,
            Timeline timeline,
            Optional<Map<String, String>> levels)
            implements Observation {}

    /**
     * The last record of a session of the run.
     *
     * @param complete whether every trial of the plan has its end
     * @param setUpNs provisioning before the first trial, of this session
     * @param wallNs from the first trial's start to the last one's end, of this session,
     *     calibration included
     * @param underLoadNs the part of it under load
     * @param controllerCpuNs CPU time of the controller's own processes in it
     */
    record RunStopped(
            boolean complete,
            Optional<String> why,
            long setUpNs,
            long wallNs,
            long underLoadNs,
            long controllerCpuNs)
            implements Event {
        @JsonIgnore
        public double shareUnderLoad() {
            return wallNs == 0 ? 0 : (double) underLoadNs / wallNs;
        }
    }
}
