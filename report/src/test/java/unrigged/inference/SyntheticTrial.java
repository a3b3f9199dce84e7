package unrigged.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.metric.CpuAccounting;
import unrigged.metric.CpuAccounting.Interrupts;
import unrigged.metric.DatabaseWork;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.metric.Timeline;

/** A made-up trial without any flaw, into which a test plants one. Ten seconds on two CPUs. */
public final class SyntheticTrial {
    public static final StackInfo FLASK =
            new StackInfo(
                    "flask-gunicorn",
                    "Flask",
                    "Gunicorn",
                    "python",
                    "sync",
                    "Sync",
                    "psycopg",
                    true,
                    Optional.empty(),
                    Optional.empty());

    private static final ProcessTurnover STEADY = new ProcessTurnover(0, 0, false);

    public String scenario = "baseline";
    public String stack = FLASK.stack();
    public int block = 1;
    public Purpose purpose = Purpose.BLOCK;
    public CellSettings settings = new CellSettings(7, 37, 37, 6_000_000);
    public long ok = 4_000;
    public Map<String, Long> failed = new TreeMap<>();
    public OptionalDouble p50 = OptionalDouble.of(90);
    public OptionalDouble p99 = OptionalDouble.of(160);
    public String health = "healthy";
    public OptionalDouble little = OptionalDouble.of(0.004);
    public OptionalDouble oldestInFlightMs = OptionalDouble.of(150);
    public OptionalLong inFlightOverHalfWindow = OptionalLong.of(0);
    public OptionalInt connectionsUnanswered = OptionalInt.of(0);
    public double driftPerSecond;
    public boolean seconds = true;
    public Map<Tier, Double> cpuMs = new EnumMap<>(Tier.class);
    public OptionalLong pss = OptionalLong.of(200L << 20);
    public long stealNs;
    public OptionalLong interferenceNs = OptionalLong.of(50_000_000);
    public Optional<CpuAccounting> accounting =
            Optional.of(
                    new CpuAccounting(2, Optional.of(Interrupts.IN_PROCESSES), Optional.empty()));
    public Optional<ProcessTurnover> turnover = Optional.of(STEADY);
    public NetworkCounts network = new NetworkCounts(0, 0, 0, 0, 400_000);
    public SessionPeaks sessions =
            new SessionPeaks(
                    OptionalInt.of(7), OptionalInt.of(7), OptionalInt.of(0), OptionalInt.of(7), 20);

    public Optional<DatabaseWork> work = Optional.empty();
    public Optional<Map<String, String>> levels = Optional.empty();

    public SyntheticTrial() {
        cpuMs.put(Tier.LOAD, 0.2);
        cpuMs.put(Tier.PROXY, 0.25);
        cpuMs.put(Tier.APP, 1.6);
        cpuMs.put(Tier.POOL, 0.3);
        cpuMs.put(Tier.DATABASE, 0.75);
    }

    public String id() {
        return switch (purpose) {
            case CALIBRATION -> "calibration";
            case WORKER_SEARCH -> "tuning-%s-%s-%02d".formatted(scenario, stack, block);
            default -> "b%02d-%s-%s".formatted(block, scenario, stack);
        };
    }

    public TrialSlot slot() {
        return new TrialSlot(id(), purpose, block, block, scenario, stack);
    }

    public TrialMeasured measured() {
        return measured("histograms/" + id() + ".hlog");
    }

    public TrialMeasured measured(String histogram) {
        Map<Tier, TierUsage> tiers = new EnumMap<>(Tier.class);
        cpuMs.forEach((tier, ms) ->
                tiers.put(
                        tier,
                        new TierUsage(
                                (long) (ms * 0.7e6 * ok) + (long) (ms * 0.3e6 * ok),
                                tier == Tier.APP ? pss : OptionalLong.of(20L << 20),
                                tier == Tier.APP ? settings.workers() + 1 : 2,
                                tier == Tier.APP ? turnover : turnover.map(_ -> STEADY))));
        return new TrialMeasured(
                slot(),
                1,
                settings,
                load(),
                tiers,
                new MachineUsage(
                        20_000_000_000L,
                        14_000_000_000L,
                        stealNs,
                        interferenceNs,
                        200_000_000L,
                        OptionalLong.empty(),
                        accounting),
                network,
                sessions,
                timeline(),
                Optional.of(histogram),
                Optional.empty(),
                "{\"a\":\"0000000042\",\"b\":\"abcdefghijklmnopqrst\"}",
                work,
                levels,
                Optional.empty());
    }

    public static Timeline timeline() {
        return new Timeline(
                400_000_000L,
                900_000_000L,
                2_000_000_000L,
                5_000_000_000L,
                10_000_000_000L,
                600_000_000L,
                150_000_000L);
    }

    private LoadResult load() {
        List<LoadResult.Second> each = new ArrayList<>();
        for (int s = 0; s < 10 && seconds; s++) {
            long count = Math.round(ok / 10.0 * (1 + driftPerSecond * (s - 4.5)));
            each.add(new LoadResult.Second(s, count, 0, p50, p99));
        }
        return new LoadResult(
                ok,
                failed,
                settings.clients(),
                OptionalLong.empty(),
                oldestInFlightMs,
                inFlightOverHalfWindow,
                connectionsUnanswered,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                10.0,
                ok / 10.0,
                new LoadResult.Latency(p50, p50, p99, p99, p99, p99),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.3),
                "nio",
                health,
                settings.clients(),
                settings.clients(),
                OptionalDouble.of(0.2),
                little,
                each);
    }
}
