package unrigged.measurement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.TrialRequest;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.metric.Timeline;

/**
 * A machine with so many CPUs and stacks that are known: schedules, searches and resumes are tested
 * on it in milliseconds. Stays the same machine when it is closed and opened again.
 */
final class SimulatedMeasurement implements Measurement {
    private static final Duration START = Duration.ofMillis(900);
    private static final Duration STOP = Duration.ofMillis(300);

    private final int cpus;
    private final Map<String, SimulatedStack> stacks;
    private final SimulatedNoise noise;
    private final SimulatedClock clock;
    private final List<TrialRequest> measured = new ArrayList<>();
    private int begun;
    private int killAt;
    private Optional<RuntimeException> loss = Optional.empty();
    private boolean interrupted;

    SimulatedMeasurement(
            int cpus,
            Map<String, SimulatedStack> stacks,
            SimulatedNoise noise,
            SimulatedClock clock) {
        this.cpus = cpus;
        this.stacks = Map.copyOf(stacks);
        this.noise = noise;
        this.clock = clock;
    }

    /** What ends the process at once, with nothing recorded, as SIGKILL does. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** In the {@code number}-th trial from now, which is begun and does not end. */
    void killAt(int number) {
        killAt = begun + number;
    }

    /** The next trial ends like this. */
    void loseWith(RuntimeException problem) {
        loss = Optional.of(problem);
    }

    /** The next trial is interrupted. */
    void interruptNext() {
        interrupted = true;
    }

    /** What was measured to its end, in its order. */
    List<TrialRequest> measured() {
        return List.copyOf(measured);
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public void requireCapacity(List<TrialRequest> requests) {
        // As large as it has to be.
    }

    @Override
    public Event.Observation measure(TrialRequest request, int attempt)
            throws InterruptedException {
        begun++;
        clock.pass(START);
        if (begun == killAt) {
            throw new Killed();
        }
        if (interrupted) {
            interrupted = false;
            throw new InterruptedException();
        }
        if (loss.isPresent()) {
            RuntimeException problem = loss.get();
            loss = Optional.empty();
            throw problem;
        }
        SimulatedStack stack =
                Optional.ofNullable(stacks.get(request.slot().stack())).orElseThrow();
        Event.Observation end = end(request, attempt, stack);
        clock.pass(request.timing().warmUp().plus(request.timing().window()).plus(STOP));
        measured.add(request);
        return end;
    }

    private Event.Observation end(TrialRequest request, int attempt, SimulatedStack stack) {
        return switch (stack.flaw()) {
            case DOES_NOT_START -> failed(request, attempt, "start", "not ready within 30 s");
            case DOES_NOT_START_AT_FIRST ->
                    attempt == 1
                            ? failed(request, attempt, "start", "not ready within 30 s")
                            : measured(request, attempt, stack, 0);
            case DIES -> failed(request, attempt, "window", "the app process ended by itself");
            case HANGS -> measured(request, attempt, stack, 3);
            case NONE -> measured(request, attempt, stack, 0);
        };
    }

    private static Event.TrialFailed failed(
            TrialRequest request, int attempt, String phase, String reason) {
        return new Event.TrialFailed(
                request.slot(),
                attempt,
                request.settings(),
                phase,
                reason,
                "",
                new Timeline(START.toNanos(), 0, 0, 0, 0, 0, 0),
                Optional.of(request.settings().levels()));
    }

    private Event.TrialMeasured measured(
            TrialRequest request, int attempt, SimulatedStack stack, int hanging) {
        double speed = Math.exp(noise.logSpeed(begun));
        double perSecond =
                stack.perSecond(request.settings(), cpus)
                        * speed
                        * stack.warmth(request.timing().warmUp());
        double windowS = request.timing().window().toNanos() / 1e9;
        long ok = Math.max(1, Math.round(perSecond * windowS));
        return new Event.TrialMeasured(
                request.slot(),
                attempt,
                request.settings(),
                load(request.settings(), ok, windowS, hanging),
                tiers(Math.round(stack.cpuPerRequestNs() / speed), ok),
                new MachineUsage(
                        (long) (cpus * windowS * 1e9),
                        (long) (cpus * windowS * 5e8),
                        (long) (cpus * windowS * 1e9 * noise.steal(begun)),
                        OptionalLong.of(0),
                        0,
                        Optional.empty()),
                new NetworkCounts(0, 0, 0, 0, ok),
                new SessionPeaks(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0),
                new Timeline(
                        START.toNanos(),
                        0,
                        0,
                        request.timing().warmUp().toNanos(),
                        request.timing().window().toNanos(),
                        STOP.toNanos(),
                        0),
                "histograms/" + request.slot().id() + ".hlog",
                "{}",
                Optional.empty(),
                Optional.of(request.settings().levels()));
    }

    private static LoadResult load(CellSettings settings, long ok, double windowS, int hanging) {
        OptionalDouble latencyMs = OptionalDouble.of(settings.clients() * windowS * 1e3 / ok);
        return new LoadResult(
                ok,
                Map.of(),
                settings.clients(),
                OptionalDouble.of(hanging > 0 ? windowS * 1e3 + 1_300 : 1),
                OptionalLong.of(hanging),
                OptionalInt.of(hanging),
                OptionalLong.empty(),
                windowS,
                ok / windowS,
                new LoadResult.Latency(
                        latencyMs,
                        latencyMs,
                        latencyMs,
                        latencyMs,
                        latencyMs,
                        OptionalDouble.of(1)),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0.1),
                "simulated",
                "healthy",
                settings.clients(),
                settings.clients(),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0),
                List.of());
    }

    /**
     * The application has 60 % of a request's CPU time, the shared tiers the rest in equal parts.
     */
    private static Map<Tier, TierUsage> tiers(long cpuPerRequestNs, long ok) {
        Map<Tier, TierUsage> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            double share = tier == Tier.APP ? 0.6 : 0.4 / (Tier.values().length - 1);
            long ns = Math.round(cpuPerRequestNs * share) * ok;
            tiers.put(tier, new TierUsage(ns, 0, OptionalLong.empty(), 1, Optional.empty()));
        }
        return tiers;
    }

    @Override
    public long ownCpuNs() {
        return 0;
    }

    @Override
    public void close() {
        // Opened again by the next session.
    }
}
