package unrigged.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.catalog.Concurrency;
import unrigged.metric.Tier;

/**
 * What one request of the reference stack costs in CPU time, over all tiers, the generator
 * included: they all share this machine. The unit of every scaled delay. Slices without a delay, a
 * client for each worker, in a deployment of their own: always under the same load, whichever
 * scenarios the plan has. As many as it takes for an interval of ±{@link #PRECISE}, at most {@link
 * #SLICES_MAX}; the interval that was reached is recorded.
 */
record Calibration(Server server, Duration readyTimeout, SliceTiming timing) implements Design {
    static final String ID = "calibration";

    private static final int SLICES_MIN = 8;
    private static final int SLICES_MAX = 16;
    private static final double PRECISE = 0.05;

    private static final double ALPHA = 0.05;

    /** So many servers that gave no figures are no bad luck any more. */
    private static final int TRIES = 2;

    /**
     * With the article's workers for so many CPUs, and a client for each that a sync stack has: so
     * the unit is the same whatever a plan's scenarios are.
     */
    static Calibration of(
            String stack,
            Concurrency concurrency,
            int cpus,
            Duration readyTimeout,
            SliceTiming timing) {
        int clients = 3 * cpus + 1;
        int workers = concurrency.sync() ? clients : cpus;
        return new Calibration(
                new Server(stack, stack, 1, workers, OptionalLong.of(0), clients, clients),
                readyTimeout,
                timing);
    }

    @Override
    public Next next(History history) {
        if (history.last(Event.Calibrated.class).isPresent()) {
            return new Done();
        }
        int number = begun(history);
        Next next = deployment(number).next(history);
        if (!(next instanceof Done)) {
            return next;
        }
        List<Event.TrialMeasured> usable = usable(history, number);
        if (usable.size() >= SLICES_MIN) {
            return new Decide(of(usable));
        }
        // What failed before a run was resumed may have been mended since.
        int failed = completed(history.ofThisSession());
        return failed < TRIES ? deployment(number + 1).next(history) : abort(history, number);
    }

    /** The number of the last deployment that was begun; 1 before the first. */
    private static int begun(History history) {
        return Math.max(
                1,
                (int)
                        history.all(Event.DeploymentStarted.class).stream()
                                .filter(started -> started.purpose() == Purpose.CALIBRATION)
                                .map(Event.DeploymentStarted::deployment)
                                .distinct()
                                .count());
    }

    private static int completed(History history) {
        return (int)
                history.all(Event.DeploymentEnded.class).stream()
                        .filter(ended -> ended.complete() && ended.deployment().startsWith(ID))
                        .count();
    }

    private DeploymentDesign deployment(int number) {
        String id = number == 1 ? ID : ID + "-" + number;
        return new DeploymentDesign(
                id,
                Purpose.CALIBRATION,
                0,
                _ -> Optional.of(List.of(server)),
                readyTimeout,
                timing,
                (_, past) -> slice(id, past));
    }

    private Optional<SliceRequest> slice(String id, DeploymentHistory past) {
        List<Event.TrialMeasured> usable =
                past.measured().stream().filter(Calibration::isUsable).toList();
        boolean enough = usable.size() >= SLICES_MIN && halfWidth(usable) <= PRECISE;
        if (enough || past.ends().size() == SLICES_MAX || !past.gone().isEmpty()) {
            return Optional.empty();
        }
        int position = past.ends().size() + 1;
        TrialSlot slot =
                new TrialSlot(
                        "%s.%d-%02d".formatted(id, past.attempts(), position),
                        Purpose.CALIBRATION,
                        0,
                        position,
                        ID,
                        server.stack(),
                        Optional.of(new Turn(id, past.attempts(), position, 0, server.name(), 1)));
        return Optional.of(new SliceRequest(slot, settings(), timing));
    }

    private CellSettings settings() {
        return new CellSettings(server.workers(), server.clientsMax(), server.sessionsMax(), 0);
    }

    private List<Event.TrialMeasured> usable(History history, int number) {
        return deployment(number).past(history).measured().stream()
                .filter(Calibration::isUsable)
                .toList();
    }

    /** A generator that was saturated, clients that stalled: no unit follows from that. */
    private static boolean isUsable(Event.TrialMeasured slice) {
        return slice.load().ok() > 0
                && slice.load().health().equals("healthy")
                && !slice.load().hung();
    }

    private Next abort(History history, int number) {
        DeploymentHistory past = deployment(number).past(history);
        List<String> obstacles = new ArrayList<>();
        String evidence = "";
        for (Event.Observation end : past.ends()) {
            obstacle(end).ifPresent(obstacles::add);
            if (end instanceof Event.TrialFailed failed) {
                evidence = failed.evidence();
            }
        }
        for (Event.DeploymentReady ready : history.all(Event.DeploymentReady.class)) {
            for (var start : ready.servers()) {
                if (ready.deployment().equals(past.id()) && start.failure().isPresent()) {
                    obstacles.add(start.failure().get());
                    evidence = start.evidence();
                }
            }
        }
        return new Abort(
                "the reference stack "
                        + server.stack()
                        + " cannot be measured, so nothing can be compared with it: "
                        + (obstacles.isEmpty() ? "too few slices" : obstacles.getLast()),
                evidence);
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }

    @Override
    public List<DeploymentRequest> deployments(History history) {
        return history.last(Event.Calibrated.class).isPresent()
                ? List.of()
                : deployment(1).deployments(history);
    }

    /** Why no unit follows from it: it failed, clients stalled, or the generator was the limit. */
    static Optional<String> obstacle(Event.Observation end) {
        return switch (end) {
            case Event.TrialFailed failed -> Optional.of(failed.reason());
            case Event.TrialMeasured measured when measured.load().hung() ->
                    Optional.of("requests hung: " + measured.load().hanging());
            case Event.TrialMeasured measured when !isUsable(measured) ->
                    Optional.of("the load generator was " + measured.load().health());
            case Event.TrialMeasured _ -> Optional.empty();
        };
    }

    private static double perRequestNs(Event.TrialMeasured slice) {
        return slice.cpuNs() / (double) slice.load().ok();
    }

    /** Of the mean's 95 % interval, as a share of it. */
    private static double halfWidth(List<Event.TrialMeasured> slices) {
        double mean =
                slices.stream().mapToDouble(Calibration::perRequestNs).average().orElseThrow();
        double squares =
                slices.stream().mapToDouble(slice -> Math.pow(perRequestNs(slice) - mean, 2)).sum();
        int n = slices.size();
        return PlannedWidth.tQuantile(ALPHA, n - 1) * Math.sqrt(squares / (n - 1) / n) / mean;
    }

    private static Event.Calibrated of(List<Event.TrialMeasured> slices) {
        Map<Tier, Long> perRequest = new EnumMap<>(Tier.class);
        double total = 0;
        for (Tier tier : Tier.values()) {
            double ns =
                    slices.stream()
                            .filter(slice -> slice.tiers().containsKey(tier))
                            .mapToDouble(slice ->
                                    slice.tiers().get(tier).cpuNs() / (double) slice.load().ok())
                            .average()
                            .orElse(0);
            perRequest.put(tier, Math.round(ns));
            total += ns;
        }
        return new Event.Calibrated(
                slices.getFirst().slot().stack(),
                slices.stream().mapToLong(slice -> slice.load().ok()).sum(),
                perRequest,
                Math.round(total),
                OptionalInt.of(slices.size()),
                OptionalDouble.of(halfWidth(slices)));
    }
}
