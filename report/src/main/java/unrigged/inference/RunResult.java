package unrigged.inference;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.WorkersTuned;
import unrigged.metric.Tier;

/**
 * All that a journal says, as figures.
 *
 * @param findings warnings about the run as a whole
 * @param rankReversals pairs of stacks whose order is decided differently in two scenarios
 * @param slices what a run of slices has besides; empty where trials had processes of their own
 */
public record RunResult(
        Identity identity,
        Progress progress,
        List<ScenarioResult> scenarios,
        List<FailedTrial> failedTrials,
        List<Unavailable> unavailable,
        Optional<Calibration> calibration,
        TimeSpent time,
        List<Finding> findings,
        List<RankReversal> rankReversals,
        Optional<SliceSummary> slices) {

    public RunResult {
        scenarios = List.copyOf(scenarios);
        failedTrials = List.copyOf(failedTrials);
        unavailable = List.copyOf(unavailable);
        findings = List.copyOf(findings);
        rankReversals = List.copyOf(rankReversals);
    }

    /**
     * What the run is, from its first record.
     *
     * @param blocks of a race, the most that it may have
     * @param question of a race
     */
    public record Identity(
            String run,
            String plan,
            String mode,
            String scale,
            String referenceStack,
            long seed,
            int blocks,
            Optional<String> question,
            int cpus,
            Instant started) {}

    /**
     * How far it came.
     *
     * @param unfinished why there is less than was planned; empty when all trials have their end
     */
    public record Progress(
            int planned,
            int ended,
            int measured,
            int failed,
            List<String> incomplete,
            Instant lastRecord,
            Optional<String> unfinished) {
        public Progress {
            incomplete = List.copyOf(incomplete);
        }
    }

    /**
     * One scenario, its rows by throughput ratio, highest first, rows without a ratio last; of an
     * open loop by P50, lowest first.
     *
     * @param sync settings of stacks whose workers serve one request at a time
     * @param leader the first row's stack, when two rows or more are compared
     * @param tuned the searches for worker counts, by stack in the plan's order; empty where rules
     *     gave them
     * @param canary the reference stack against itself in this scenario alone
     */
    public record ScenarioResult(
            String scenario,
            String title,
            Optional<CellSettings> sync,
            Optional<CellSettings> async,
            List<Row> rows,
            Optional<Leader> leader,
            List<WorkersTuned> tuned,
            Optional<Canary> canary) {
        public ScenarioResult {
            rows = List.copyOf(rows);
            tuned = List.copyOf(tuned);
        }

        /** Of an open loop; empty of a closed one. */
        public OptionalDouble ratePerSecond() {
            return async.map(CellSettings::ratePerSecond).orElseGet(OptionalDouble::empty);
        }

        /** Of a stack, by its id; empty where it is not in the scenario. */
        public Optional<Row> row(String stack) {
            return rows.stream().filter(row -> row.stack().stack().equals(stack)).findFirst();
        }

        /** As of its row; where nobody planned it, those of async stacks, if they are known. */
        public Optional<CellSettings> settings(String stack) {
            return row(stack).flatMap(Row::settings).or(() -> async);
        }
    }

    /**
     * The stack with the highest ratio.
     *
     * @param ahead of the next one in the order, as the interval of that pair says
     */
    public record Leader(String stack, double ratio, String next, boolean ahead) {}

    /**
     * Stack {@code a} is faster than {@code b} in one scenario and slower in the other, each by the
     * pair's own interval.
     */
    public record RankReversal(
            String a,
            String b,
            String fasterIn,
            double ratioThere,
            String slowerIn,
            double ratio) {}

    /** A trial that ended without figures. */
    public record FailedTrial(
            String trial,
            String scenario,
            String stack,
            int block,
            int attempt,
            String phase,
            String reason,
            String evidence) {}

    public record Unavailable(String stack, String why) {}

    /** CPU time of one request of the reference stack, which the scaled scenarios rest on. */
    public record Calibration(
            String stack, long requests, Map<Tier, Double> cpuMsPerRequest, double totalMs) {
        public Calibration {
            cpuMsPerRequest = Map.copyOf(cpuMsPerRequest);
        }
    }

    /**
     * Where the wall time went.
     *
     * @param wallS from the first trial's start to the last one's end, over all sessions; of the
     *     trials alone when a session was killed
     * @param phases parts that add up to wall time, in the order of a trial
     * @param setUpS provisioning, before the wall time begins
     * @param controllerCpuShare CPU time of the controller's own processes over the machine's
     *     capacity
     */
    public record TimeSpent(
            double wallS,
            Optional<Double> shareUnderLoad,
            Optional<Double> setUpS,
            Optional<Double> controllerCpuShare,
            List<Phase> phases) {
        public TimeSpent {
            phases = List.copyOf(phases);
        }
    }

    public record Phase(String name, double seconds) {}
}
