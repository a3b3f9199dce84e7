package unrigged.inference;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import unrigged.experiment.CellSettings;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelPlan;
import unrigged.experiment.DuelRecord;
import unrigged.experiment.DuelSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.experiment.Turn;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Timeline;

/** A made-up duel without any flaw, into which a test plants one. */
public final class SyntheticDuel {
    private static final Timeline TIMELINE = new Timeline(0, 0, 0, 0, 500_000_000, 0, 0);
    private static final double PER_SECOND = 2_000;
    private static final double SECONDS = 0.5;

    /** By server; the first is the reference. */
    public final Map<String, Double> ratios = new LinkedHashMap<>(Map.of("a", 1.0));

    public int rounds = 30;
    public int roundsPlanned = 30;
    public double noise = 0.05;
    public long seed = 1;

    /** Is given each slice before it is recorded. */
    public Consumer<Slice> flaw = _ -> {};

    /** A slice before it is recorded. */
    public static final class Slice {
        public String server = "";
        public int round;
        public double perSecond;
        public double latencyMs;
        public String health = "healthy";
        public Map<String, Long> failed = Map.of();
        public boolean fails;
    }

    public DuelRecord record() {
        Random random = new Random(seed);
        List<Event.Observation> ends = new ArrayList<>();
        List<String> alive = new ArrayList<>(ratios.keySet());
        for (int round = 1; round <= rounds; round++) {
            double shared = random.nextGaussian() * noise;
            for (String server : List.copyOf(alive)) {
                Slice slice = new Slice();
                slice.server = server;
                slice.round = round;
                double ratio = ratios.getOrDefault(server, 1.0);
                slice.perSecond =
                        PER_SECOND * ratio * Math.exp(shared + random.nextGaussian() * noise);
                slice.latencyMs = 4_000 / slice.perSecond;
                flaw.accept(slice);
                ends.add(slice.fails ? failed(slice) : measured(slice));
                if (slice.fails) {
                    alive.remove(server);
                }
            }
        }
        return new DuelRecord(
                ratios.keySet().stream()
                        .map(name ->
                                new DuelEntry(
                                        name, "http://127.0.0.1:80/" + name, Optional.empty()))
                        .toList(),
                new DuelSettings(
                        4,
                        true,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(30),
                        seed),
                new DuelPlan(Duration.ofMillis(500), roundsPlanned),
                rounds,
                58.4,
                ends);
    }

    public DuelResult result() {
        return DuelResult.of(record());
    }

    private static TrialSlot slot(Slice slice) {
        return new TrialSlot(
                "r%02d-%s".formatted(slice.round, slice.server),
                Purpose.BLOCK,
                slice.round,
                1,
                "duel",
                slice.server,
                Optional.of(new Turn("duel", 1, 1, 0, slice.server, 1)));
    }

    private static Event.TrialFailed failed(Slice slice) {
        return new Event.TrialFailed(
                slot(slice),
                1,
                new CellSettings(1, 4, 1, 0),
                "window",
                "no request was answered right; failures: {connect=12}",
                "",
                TIMELINE,
                Optional.empty());
    }

    private static Event.TrialMeasured measured(Slice slice) {
        long ok = Math.round(slice.perSecond * SECONDS);
        Histogram latencies = new Histogram(3);
        for (long i = 0; i < ok; i++) {
            // From half to one and a half of the mean.
            latencies.recordValue((long) (slice.latencyMs * 1e3 * (0.5 + (double) i / ok)));
        }
        return new Event.TrialMeasured(
                slot(slice),
                1,
                new CellSettings(1, 4, 1, 0),
                load(slice, ok),
                Map.of(),
                new MachineUsage(
                        1_000_000_000,
                        800_000_000,
                        0,
                        OptionalLong.empty(),
                        10_000_000,
                        OptionalLong.empty(),
                        Optional.empty()),
                new NetworkCounts(0, 0, 0, 0, 10_000),
                new SessionPeaks(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0),
                TIMELINE,
                Optional.empty(),
                Optional.of(encoded(latencies)),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static String encoded(Histogram latencies) {
        ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(bytes);
        byte[] used = new byte[length];
        bytes.flip();
        bytes.get(used);
        return Base64.getEncoder().encodeToString(used);
    }

    private static LoadResult load(Slice slice, long ok) {
        OptionalDouble ms = OptionalDouble.of(slice.latencyMs);
        return new LoadResult(
                ok,
                slice.failed,
                0,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(0),
                OptionalInt.of(0),
                OptionalLong.empty(),
                OptionalLong.of(ok),
                OptionalLong.of(0),
                OptionalDouble.of(0.01),
                SECONDS,
                ok / SECONDS,
                new LoadResult.Latency(ms, ms, ms, ms, ms, ms),
                OptionalDouble.of(0.05),
                OptionalDouble.of(0.05),
                "io_uring",
                slice.health,
                4,
                4,
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.001),
                List.of());
    }
}
