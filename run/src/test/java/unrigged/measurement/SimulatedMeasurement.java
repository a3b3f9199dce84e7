package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import unrigged.experiment.CellSettings;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Event;
import unrigged.experiment.Server;
import unrigged.experiment.SliceRequest;
import unrigged.experiment.TrialRequest;
import unrigged.experiment.TrialSlot;
import unrigged.measurement.SimulatedStack.Flaw;
import unrigged.metric.ServerStart;
import unrigged.metric.ServerUse;
import unrigged.metric.Timeline;
import unrigged.metric.WarmUpResult;

/**
 * A machine with so many CPUs and stacks that are known: schedules, searches and resumes are tested
 * on it in milliseconds. Stays the same machine when it is closed and opened again.
 */
final class SimulatedMeasurement implements Measurement {
    private static final Duration START = Duration.ofMillis(900);
    private static final Duration STOP = Duration.ofMillis(300);

    /** What a slice takes besides lead-in and window. */
    private static final Duration SLICE_OVERHEAD = Duration.ofMillis(250);

    /** As measured until the compilers of a JVM were quiet. */
    private static final Duration JVM_WARM_UP = Duration.ofSeconds(16);

    /** What is wrong with the requests of a stack that hangs. */
    private static final int HANGING = 3;

    private final int cpus;
    private final Map<String, SimulatedStack> stacks;
    private final SimulatedNoise noise;
    private final SimulatedClock clock;
    private final List<TrialRequest> measured = new ArrayList<>();
    private final List<SliceRequest> slices = new ArrayList<>();
    private final List<DeploymentRequest> deployments = new ArrayList<>();
    private final Map<String, Double> startEffects = new HashMap<>();
    private final Map<String, Long> served = new HashMap<>();
    private final Set<String> stalled = new HashSet<>();
    private @Nullable DeploymentRequest deployment;
    private int begun;
    private int killAt;
    private int databaseDies;
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

    /**
     * In the {@code number}-th step from now, which is begun and does not end: a trial, a
     * deployment's start or end, a slice.
     */
    void killAt(int number) {
        killAt = begun + number;
    }

    /** The next step ends like this. */
    void loseWith(RuntimeException problem) {
        loss = Optional.of(problem);
    }

    /** The next step is interrupted. */
    void interruptNext() {
        interrupted = true;
    }

    /** The database ends in so many of the next slices of blocks, and with it their deployments. */
    void databaseDies(int times) {
        databaseDies = times;
    }

    /** The slices that were measured to their end, in their order. */
    List<SliceRequest> slices() {
        return List.copyOf(slices);
    }

    /** What was deployed, in its order. */
    List<DeploymentRequest> deployed() {
        return List.copyOf(deployments);
    }

    /** What was measured to its end, in its order. */
    List<TrialRequest> measured() {
        return List.copyOf(measured);
    }

    /** How many steps were begun. */
    int steps() {
        return begun;
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
    public void requireRoom(List<DeploymentRequest> requests) {
        // As large as it has to be.
    }

    @Override
    public Event.DeploymentEvent deploy(DeploymentRequest request) throws InterruptedException {
        begin();
        clock.pass(START);
        deployment = request;
        deployments.add(request);
        served.clear();
        stalled.clear();
        startEffects.clear();
        List<ServerStart> starts =
                request.servers().stream().map(server -> start(request, server)).toList();
        long warmUpNs =
                starts.stream()
                        .flatMap(start -> start.warmUp().stream())
                        .mapToLong(WarmUpResult::tookNs)
                        .sum();
        clock.pass(Duration.ofNanos(warmUpNs));
        return new Event.DeploymentReady(
                request.id(),
                request.attempt(),
                starts,
                START.toNanos(),
                warmUpNs,
                OptionalLong.empty());
    }

    private ServerStart start(DeploymentRequest request, Server server) {
        SimulatedStack stack = stack(server.stack());
        boolean fails = !stack.startsIn(request.block(), deployments.size());
        startEffects.put(
                server.name(),
                noise.logStart(request.id() + "." + request.attempt() + "/" + server.name()));
        return new ServerStart(
                server.name(),
                server.stack(),
                fails ? Optional.of("not ready within 30 s") : Optional.empty(),
                "",
                fails ? 0 : START.toNanos(),
                fails ? "" : "{}",
                fails ? Optional.empty() : Optional.of(warmUp(request, server, stack)));
    }

    private WarmUpResult warmUp(DeploymentRequest request, Server server, SimulatedStack stack) {
        boolean steady = stack.flaw() != Flaw.NEVER_STEADY;
        Duration took =
                !stack.jvm()
                        ? request.timing().warmUp()
                        : steady ? JVM_WARM_UP : request.timing().warmUpJvmMax();
        long requests = SimulatedStack.STEADY_REQUESTS * (steady ? 1 : 0) + 5_000;
        served.put(server.name(), requests);
        return new WarmUpResult(
                took.toNanos(),
                requests,
                steady,
                stack.jvm() ? OptionalLong.of(5_200_000_000L) : OptionalLong.empty(),
                stack.jvm() ? OptionalDouble.of(steady ? 0.01 : 0.5) : OptionalDouble.empty());
    }

    @Override
    public Event measure(SliceRequest request) throws InterruptedException {
        begin();
        DeploymentRequest up = Objects.requireNonNull(deployment);
        TrialSlot slot = request.slot();
        SimulatedStack stack = stack(slot.stack());
        Duration leadIn = request.timing().leadInFor(stack.jvm());
        Duration window = request.timing().window();
        clock.pass(leadIn.plus(window).plus(SLICE_OVERHEAD));
        if (databaseDies > 0 && slot.block() > 0) {
            databaseDies--;
            deployment = null;
            return ended(up, Optional.of("the database process exited unexpectedly"), List.of());
        }
        slices.add(request);
        CountedWindow<SimulatedFigures> counted = counted(request, stack);
        Duration before = counted.emptyBefore().isPresent() ? leadIn.plus(window) : Duration.ZERO;
        clock.pass(before);
        Timeline timeline =
                new Timeline(
                        0,
                        0,
                        0,
                        before.plus(leadIn).toNanos(),
                        window.toNanos(),
                        0,
                        SLICE_OVERHEAD.toNanos());
        if (stack.diesIn(request) || counted.window().empty()) {
            String why =
                    stack.diesIn(request)
                            ? "the app process ended"
                            : "no request was answered right" + counted.inWindows();
            return failed(slot, 1, request.settings(), "window", why, timeline);
        }
        // What is never steady keeps on compiling anew.
        served.merge(
                request.turn().server(),
                stack.flaw() == Flaw.NEVER_STEADY ? 0 : counted.window().ok(),
                Long::sum);
        return counted.window().event(slot, 1, timeline, counted.emptyBefore());
    }

    private CountedWindow<SimulatedFigures> counted(SliceRequest request, SimulatedStack stack)
            throws InterruptedException {
        try {
            return CountedWindow.of(
                    () -> window(request, stack), figures -> figures.load(true), () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SimulatedFigures window(SliceRequest request, SimulatedStack stack) {
        String server = request.turn().server();
        double own =
                noise.logSlice(request.slot().id())
                        + Optional.ofNullable(startEffects.get(server)).orElse(0.0)
                        + stack.logEffectIn(request);
        return figures(
                request.settings(),
                request.timing().window(),
                stack,
                Optional.ofNullable(served.get(server)).orElse(0L),
                own,
                stack.hangsIn(request) ? HANGING : 0,
                stack.standsStillIn(request) || (stack.stallsIn(request) && stalled.add(server)));
    }

    @Override
    public Event.DeploymentEnded endDeployment() throws InterruptedException {
        begin();
        DeploymentRequest up = Objects.requireNonNull(deployment);
        deployment = null;
        clock.pass(STOP);
        List<ServerUse> uses =
                up.servers().stream()
                        .map(s -> new ServerUse(s.name(), s.stack(), 0, 0, OptionalLong.empty(), 1))
                        .toList();
        return ended(up, Optional.empty(), uses);
    }

    private static Event.DeploymentEnded ended(
            DeploymentRequest up, Optional<String> why, List<ServerUse> uses) {
        return new Event.DeploymentEnded(
                up.id(), up.attempt(), why.isEmpty(), why, "", uses, Map.of(), STOP.toNanos());
    }

    private SimulatedStack stack(String id) {
        return Optional.ofNullable(stacks.get(id)).orElseThrow();
    }

    @Override
    public Event.Observation measure(TrialRequest request, int attempt)
            throws InterruptedException {
        begin();
        clock.pass(START);
        SimulatedStack stack = stack(request.slot().stack());
        Event.Observation end = end(request, attempt, stack);
        clock.pass(request.timing().warmUp().plus(request.timing().window()).plus(STOP));
        measured.add(request);
        return end;
    }

    private void begin() throws InterruptedException {
        begun++;
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
    }

    private Event.Observation end(TrialRequest request, int attempt, SimulatedStack stack) {
        Timeline failure = new Timeline(START.toNanos(), 0, 0, 0, 0, 0, 0);
        TrialSlot slot = request.slot();
        boolean starts = stack.startsIn(slot.block(), attempt);
        if (!starts || stack.flaw() == Flaw.DIES) {
            return failed(
                    slot,
                    attempt,
                    request.settings(),
                    starts ? "window" : "start",
                    starts ? "the app process ended" : "not ready within 30 s",
                    failure);
        }
        Duration window = request.timing().window();
        Timeline timeline =
                new Timeline(
                        START.toNanos(),
                        0,
                        0,
                        request.timing().warmUp().toNanos(),
                        window.toNanos(),
                        STOP.toNanos(),
                        0);
        return figures(
                        request.settings(),
                        window,
                        stack,
                        SimulatedStack.STEADY_REQUESTS,
                        noise.logTrial(slot.id() + "." + attempt),
                        stack.flaw() == Flaw.HANGS ? HANGING : 0,
                        false)
                .event(slot, attempt, timeline, Optional.empty());
    }

    private SimulatedFigures figures(
            CellSettings settings,
            Duration window,
            SimulatedStack stack,
            long before,
            double ownLog,
            int hanging,
            boolean empty) {
        double nowS = clock.nowNs() / 1e9;
        double speed = Math.exp(noise.logSpeed(nowS) + ownLog);
        double capacity = stack.perSecond(settings, cpus, before) * speed;
        return new SimulatedFigures(
                cpus,
                settings,
                window,
                Math.min(capacity, settings.ratePerSecond().orElse(capacity)),
                stack.cpuNs(before) / speed,
                noise.steal(nowS),
                hanging,
                empty);
    }

    private static Event.TrialFailed failed(
            TrialSlot slot,
            int attempt,
            CellSettings settings,
            String phase,
            String reason,
            Timeline timeline) {
        return new Event.TrialFailed(
                slot,
                attempt,
                settings,
                phase,
                reason,
                "",
                timeline,
                Optional.of(settings.levels()));
    }

    @Override
    public long ownCpuNs() {
        return 0;
    }

    @Override
    public void close() {
        // Opened again by the next session.
        deployment = null;
    }
}
