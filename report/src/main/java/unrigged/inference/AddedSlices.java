package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.TrialSlot;
import unrigged.metric.DatabaseWork;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.metric.Timeline;

/**
 * Slices added up to one observation, for rules that judge a window's counts: half a second is too
 * short for them. Counts and times are sums, peaks the largest, shares means weighted by time;
 * latencies are those of all answers.
 */
final class AddedSlices {
    /** Of a cell's slices: below it, single ones that were busy make no generator at its limit. */
    static final double UNWELL_SHARE = 0.1;

    /** Ends what stands in the place of a trial's id in evidence; no trial's id has a blank. */
    static final String ID = " slices";

    private static final String HEALTHY = "healthy";

    private AddedSlices() {}

    /** The same cell with one observation, of all its slices. */
    static CellTrials of(CellTrials cell, LatencyCounts latencies) {
        List<TrialMeasured> slices = cell.measured();
        return new CellTrials(
                cell.scenario(),
                cell.stack(),
                cell.settings(),
                slices.isEmpty() ? List.of() : List.of(sum(slices, latencies, slices.size() + ID)),
                cell.failed(),
                cell.slices());
    }

    /**
     * @param id in the place of a trial's id in evidence
     */
    static TrialMeasured sum(List<TrialMeasured> slices, LatencyCounts latencies, String id) {
        TrialMeasured first = slices.getFirst();
        TrialSlot slot = first.slot();
        return new TrialMeasured(
                new TrialSlot(
                        id,
                        slot.purpose(),
                        slot.block(),
                        slot.position(),
                        slot.scenario(),
                        slot.stack(),
                        slot.turn()),
                first.attempt(),
                first.settings(),
                load(slices, latencies),
                tiers(slices),
                machine(slices),
                network(slices),
                new SessionPeaks(
                        most(slices, t -> t.sessions().poolBusy()),
                        most(slices, t -> t.sessions().poolOpen()),
                        most(slices, t -> t.sessions().poolWaiting()),
                        most(slices, t -> t.sessions().database()),
                        slices.stream().mapToInt(t -> t.sessions().samples()).sum()),
                timeline(slices),
                Optional.empty(),
                Optional.empty(),
                first.answer(),
                work(slices),
                first.levels(),
                Optional.empty());
    }

    private static LoadResult load(List<TrialMeasured> slices, LatencyCounts latencies) {
        List<LoadResult> loads = slices.stream().map(TrialMeasured::load).toList();
        LoadResult first = loads.getFirst();
        double seconds = loads.stream().mapToDouble(LoadResult::durationS).sum();
        long ok = loads.stream().mapToLong(LoadResult::ok).sum();
        Map<String, Long> failed = new TreeMap<>();
        loads.forEach(load -> load.failed().forEach((kind, n) -> failed.merge(kind, n, Long::sum)));
        return new LoadResult(
                ok,
                failed,
                loads.stream().mapToLong(LoadResult::abandoned).sum(),
                total(loads, LoadResult::offered),
                largest(loads, LoadResult::oldestInFlightMs),
                total(loads, LoadResult::inFlightOverHalfWindow),
                loads.stream()
                        .map(LoadResult::connectionsUnanswered)
                        .flatMapToInt(OptionalInt::stream)
                        .max(),
                total(loads, LoadResult::retriedOnClosed),
                total(loads, LoadResult::followed),
                total(loads, LoadResult::unfollowed),
                largest(loads, LoadResult::drainS),
                seconds,
                seconds <= 0 ? 0 : ok / seconds,
                latency(latencies),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                first.transport(),
                health(loads),
                first.connectionsAsked(),
                loads.stream()
                        .mapToInt(LoadResult::connectionsEstablished)
                        .min()
                        .orElse(first.connectionsEstablished()),
                mean(loads, LoadResult::busyShare),
                mean(loads, LoadResult::littlesLawResidual),
                List.of());
    }

    private static LoadResult.Latency latency(LatencyCounts latencies) {
        return new LoadResult.Latency(
                latencies.total() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(latencies.mean() / 1e3),
                percentile(latencies, 50),
                percentile(latencies, 90),
                percentile(latencies, 99),
                percentile(latencies, 99.9),
                percentile(latencies, 100));
    }

    private static OptionalDouble percentile(LatencyCounts latencies, double percent) {
        return latencies.total() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(latencies.atPercentile(percent) / 1e3);
    }

    /** The first complaint, where more slices have one than now and then. */
    private static String health(List<LoadResult> loads) {
        List<String> complaints =
                loads.stream()
                        .map(LoadResult::health)
                        .filter(Predicate.not(HEALTHY::equals))
                        .toList();
        return complaints.size() > UNWELL_SHARE * loads.size()
                ? say(
                        "in %d of %d slices, the first of them: %s",
                        complaints.size(), loads.size(), complaints.getFirst())
                : HEALTHY;
    }

    private static Map<Tier, TierUsage> tiers(List<TrialMeasured> slices) {
        Map<Tier, TierUsage> sums = new EnumMap<>(Tier.class);
        for (TrialMeasured slice : slices) {
            slice.tiers().forEach((tier, used) -> sums.merge(tier, used, AddedSlices::both));
        }
        return sums;
    }

    private static TierUsage both(TierUsage a, TierUsage b) {
        return new TierUsage(
                a.cpuNs() + b.cpuNs(),
                Stream.of(a.pssBytes(), b.pssBytes()).flatMapToLong(OptionalLong::stream).max(),
                Math.max(a.processes(), b.processes()),
                Stream.of(a.turnover(), b.turnover())
                        .flatMap(Optional::stream)
                        .reduce((one, other) ->
                                new ProcessTurnover(
                                        one.started() + other.started(),
                                        one.ended() + other.ended(),
                                        one.more() || other.more())));
    }

    private static MachineUsage machine(List<TrialMeasured> slices) {
        List<MachineUsage> machines = slices.stream().map(TrialMeasured::machine).toList();
        return new MachineUsage(
                machines.stream().mapToLong(MachineUsage::capacityNs).sum(),
                machines.stream().mapToLong(MachineUsage::busyNs).sum(),
                machines.stream().mapToLong(MachineUsage::stealNs).sum(),
                total(machines, MachineUsage::interferenceNs),
                machines.stream().mapToLong(MachineUsage::controllerNs).sum(),
                total(machines, MachineUsage::otherServersNs),
                machines.getFirst().accounting());
    }

    private static NetworkCounts network(List<TrialMeasured> slices) {
        return new NetworkCounts(
                sum(slices, t -> t.network().listenOverflows()),
                sum(slices, t -> t.network().listenDrops()),
                sum(slices, t -> t.network().synRetransmits()),
                sum(slices, t -> t.network().segmentsRetransmitted()),
                sum(slices, t -> t.network().segmentsSent()),
                slices.stream().allMatch(t -> t.network().lossProbes().isPresent())
                        ? OptionalLong.of(sum(slices, t -> t.network().lossProbes().orElseThrow()))
                        : OptionalLong.empty());
    }

    private static Timeline timeline(List<TrialMeasured> slices) {
        return new Timeline(
                sum(slices, t -> t.timeline().startNs()),
                sum(slices, t -> t.timeline().readinessNs()),
                sum(slices, t -> t.timeline().pauseNs()),
                sum(slices, t -> t.timeline().warmUpNs()),
                sum(slices, t -> t.timeline().windowNs()),
                sum(slices, t -> t.timeline().stopNs()),
                sum(slices, t -> t.timeline().otherNs()));
    }

    /** Empty unless every slice has it: what is set against answers must be of the same windows. */
    private static Optional<DatabaseWork> work(List<TrialMeasured> slices) {
        if (slices.stream().anyMatch(slice -> slice.work().isEmpty())) {
            return Optional.empty();
        }
        List<DatabaseWork> works = slices.stream().flatMap(s -> s.work().stream()).toList();
        boolean counted = works.stream().allMatch(w -> w.databaseTransactions().isPresent());
        return Optional.of(
                new DatabaseWork(
                        works.stream().mapToLong(DatabaseWork::observedNs).sum(),
                        works.stream().mapToLong(DatabaseWork::transactions).sum(),
                        works.stream().mapToLong(DatabaseWork::queryTimeNs).sum(),
                        works.stream().mapToLong(DatabaseWork::connectionsAccepted).sum(),
                        works.getFirst().connectionsPerAnswer(),
                        counted
                                ? total(works, DatabaseWork::databaseTransactions)
                                : OptionalLong.empty()));
    }

    private static long sum(List<TrialMeasured> slices, ToLongFunction<TrialMeasured> count) {
        return slices.stream().mapToLong(count).sum();
    }

    /** Empty when none has it. */
    private static <T> OptionalLong total(List<T> parts, Function<T, OptionalLong> count) {
        return parts.stream().map(count).flatMapToLong(OptionalLong::stream).reduce(Long::sum);
    }

    private static OptionalDouble largest(
            List<LoadResult> loads, Function<LoadResult, OptionalDouble> figure) {
        return loads.stream().map(figure).flatMapToDouble(OptionalDouble::stream).max();
    }

    private static OptionalDouble mean(
            List<LoadResult> loads, Function<LoadResult, OptionalDouble> figure) {
        double sum = 0;
        double seconds = 0;
        for (LoadResult load : loads) {
            OptionalDouble value = figure.apply(load);
            if (value.isPresent()) {
                sum += value.getAsDouble() * load.durationS();
                seconds += load.durationS();
            }
        }
        return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / seconds);
    }

    private static OptionalInt most(
            List<TrialMeasured> slices, Function<TrialMeasured, OptionalInt> count) {
        return slices.stream().map(count).flatMapToInt(OptionalInt::stream).max();
    }
}
