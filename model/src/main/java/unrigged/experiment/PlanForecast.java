package unrigged.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;

/**
 * What a plan will measure on a machine with so many CPUs, how long that takes and how narrow its
 * intervals become, from figures that were measured elsewhere. Pure; starts nothing.
 *
 * @param deployments in their order, calibration first; empty where trials have processes of their
 *     own
 * @param slicesPerBlock without repetitions of disturbed rounds; of a plan of trials, trials
 * @param parts of the whole duration, in the order in which a block has them
 * @param searches stacks whose workers are searched for, per scenario; their time is in no part
 * @param width of the intervals; empty below three blocks and where trials have processes of their
 *     own
 */
public record PlanForecast(
        List<DeploymentRequest> deployments,
        int slicesPerBlock,
        Parts parts,
        int searches,
        Optional<PlannedWidth> width) {

    /** CPU time of a server's start until its first answer, on two shared cores. */
    private static final double START_CPU_S = 0.8;

    private static final double START_CPU_JVM_S = 1.4;

    /**
     * Until the compilers of a JVM are quiet: 17 to 30 s on two shared cores, one at a time, 21.5 s
     * in the mean.
     */
    private static final Duration JVM_WARM_UP = Duration.ofMillis(21_500);

    /** A warm-up ends when its last requests are answered. */
    private static final double WARM_UP_END_S = 0.2;

    /** Database, pool and proxy. */
    private static final double SHARED_START_S = 1;

    /** The generator, once a run; its own warm-up of 3 s is the most of it. */
    private static final double GENERATOR_START_S = 4;

    private static final double STOP_S = 1.6;

    /** Settings, snapshots, drain and record of a slice, on two shared cores. */
    private static final double SLICE_OVERHEAD_S = 0.1;

    /**
     * From one scenario to another: sizes of pools, the delay, sessions that end; and as much more
     * for each server. Seen: 0.25 s with three servers, 0.45 with nine, 0.76 with fourteen.
     */
    private static final double CHANGE_S = 0.1;

    private static final double CHANGE_OF_SERVER_S = 0.045;

    /** One request of Flask on Gunicorn over all tiers, on two shared cores; calibration knows. */
    private static final long CPU_PER_REQUEST_NS = 1_500_000;

    private static final int CALIBRATION_SLICES = 12;

    /** In seconds. */
    public record Parts(
            double calibration, double starts, double warmUps, double slices, double stops) {
        public Duration total() {
            return Duration.ofMillis(
                    Math.round(1e3 * (calibration + starts + warmUps + slices + stops)));
        }
    }

    public PlanForecast {
        deployments = List.copyOf(deployments);
    }

    /**
     * Of a plan.
     *
     * @param unavailable ids of stacks that this machine cannot run, as far as that is known
     */
    public static PlanForecast of(Plan plan, Catalog catalog, Set<String> unavailable, int cpus) {
        List<Stack> stacks = new ArrayList<>();
        for (String id : plan.stacks()) {
            if (!unavailable.contains(id)) {
                stacks.add(catalog.find(id).orElseThrow());
            }
        }
        List<DeploymentRequest> deployments =
                plan.design(catalog, unavailable, cpus, OpenQuestions.NONE)
                        .deployments(resolved(plan, cpus));
        int searches =
                (int) plan.scenarios().stream().filter(Scenario::tuned).count() * stacks.size();
        int measurements =
                plan.measurements(new HashSet<>(stacks.stream().map(Stack::id).toList()));
        return new PlanForecast(
                deployments,
                measurements / plan.blocks(),
                parts(plan, catalog, stacks, deployments, cpus),
                searches,
                plan.alone() || plan.blocks() < 3 || stacks.size() < 2
                        ? Optional.empty()
                        : Optional.of(
                                PlannedWidth.of(plan.blocks(), plan.rounds(), stacks.size())));
    }

    private static History resolved(Plan plan, int cpus) {
        Machine machine = new Machine(cpus, OptionalLong.of(CPU_PER_REQUEST_NS));
        List<Event> events = new ArrayList<>();
        for (Scenario scenario : plan.scenarios()) {
            events.add(ScenarioResolution.of(scenario, machine));
        }
        return new History(events);
    }

    private static Parts parts(
            Plan plan,
            Catalog catalog,
            List<Stack> stacks,
            List<DeploymentRequest> deployments,
            int cpus) {
        double calibration = plan.alone() ? 0 : GENERATOR_START_S;
        double starts = 0;
        double warmUps = 0;
        double stops = 0;
        for (DeploymentRequest deployment : deployments) {
            double start = SHARED_START_S;
            double warmUp = 0;
            for (Server server : deployment.servers()) {
                boolean jvm = catalog.find(server.stack()).orElseThrow().onJvm();
                start += (jvm ? START_CPU_JVM_S : START_CPU_S) / cpus;
                warmUp +=
                        (jvm ? JVM_WARM_UP : plan.slices().warmUp()).toMillis() / 1e3
                                + WARM_UP_END_S;
            }
            if (deployment.purpose() == Purpose.CALIBRATION) {
                calibration +=
                        start
                                + warmUp
                                + STOP_S
                                + CALIBRATION_SLICES * sliceS(plan.slices(), false, 0);
            } else {
                starts += start;
                warmUps += warmUp;
                stops += STOP_S;
            }
        }
        if (plan.alone()) {
            int rounds = plan.blocks() * plan.scenarios().size();
            for (Stack stack : stacks) {
                Timing timing = plan.timing();
                starts += rounds * (2 + timing.pause().toMillis() / 1e3);
                warmUps += rounds * timing.warmUpFor(stack.onJvm()).toMillis() / 1e3;
                stops += rounds * 0.5;
            }
        }
        return new Parts(
                calibration,
                starts,
                warmUps,
                windows(plan, stacks, cpus) + changes(plan, deployments),
                stops);
    }

    /** Of scenarios, each of whose rounds follows on another scenario's. */
    private static double changes(Plan plan, List<DeploymentRequest> deployments) {
        int servers = deployments.isEmpty() ? 0 : deployments.getLast().servers().size();
        return plan.alone() || plan.scenarios().size() < 2
                ? 0
                : plan.blocks()
                        * plan.rounds()
                        * plan.scenarios().size()
                        * (CHANGE_S + CHANGE_OF_SERVER_S * servers);
    }

    private static double windows(Plan plan, List<Stack> stacks, int cpus) {
        Machine machine = new Machine(cpus, OptionalLong.of(CPU_PER_REQUEST_NS));
        double seconds = 0;
        for (Scenario scenario : plan.scenarios()) {
            for (Stack stack : stacks) {
                if (plan.alone()) {
                    seconds += plan.blocks() * plan.timing().window().toMillis() / 1e3;
                    continue;
                }
                CellSettings cell = scenario.resolve(machine, stack.concurrency());
                double latencyS =
                        Math.max(
                                cell.delayNs() / 1e9,
                                cell.clients() * CPU_PER_REQUEST_NS / 1e9 / cpus);
                int turns =
                        stack.id().equals(plan.referenceStack())
                                ? RoundOrder.references(stacks.size())
                                : 1;
                seconds +=
                        plan.blocks()
                                * plan.rounds()
                                * turns
                                * sliceS(timing(plan, cell), stack.onJvm(), latencyS);
            }
        }
        return seconds;
    }

    private static SliceTiming timing(Plan plan, CellSettings cell) {
        OptionalDouble rate = cell.ratePerSecond();
        return rate.isEmpty() ? plan.slices() : plan.slices().atRate(rate.getAsDouble());
    }

    /** One mean latency for the lead-in, one for what began in the window. */
    private static double sliceS(SliceTiming timing, boolean onJvm, double latencyS) {
        return (timing.leadInFor(onJvm).toMillis() + timing.window().toMillis()) / 1e3
                + 2 * latencyS
                + SLICE_OVERHEAD_S;
    }
}
