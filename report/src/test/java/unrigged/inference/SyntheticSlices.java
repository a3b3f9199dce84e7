package unrigged.inference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import unrigged.experiment.Event;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;
import unrigged.experiment.TrialSlot;
import unrigged.experiment.Turn;
import unrigged.journal.Journal;
import unrigged.metric.DatabaseWork;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ServerStart;
import unrigged.metric.ServerUse;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;
import unrigged.metric.TierMemory;
import unrigged.metric.Timeline;
import unrigged.metric.WarmUpResult;

/**
 * A made-up run of slices without any flaw, into which a test plants one: two servers of the
 * reference stack, one of each other, some blocks of some rounds.
 */
public final class SyntheticSlices {
    static final String REFERENCE = "flask-gunicorn";

    /** Of the first event; each other one comes a second after the one before. */
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public List<String> scenarios = new ArrayList<>(List.of("baseline"));
    public Map<String, Double> ratios = new LinkedHashMap<>();
    public int blocks = 5;

    /** That the plan allows; 0 for as many as there are. */
    public int blocksPlanned;

    /** Whether the first block fixed their number. */
    boolean budget;

    public int rounds = 2;
    public double startEffect = 0.02;
    public double roundNoise = 0.065;
    public long seed = 1;
    public String referenceStack = REFERENCE;
    public int clients = 37;
    public boolean closed = true;

    /** Per second, of scenarios whose names begin with open. */
    public static final int RATE = 400;

    public Optional<String> question = Optional.empty();
    Consumer<SyntheticSlice> flaw = _ -> {};

    /** By block: how many attempts before the one that comes to its end. */
    final Map<Integer, Integer> voidAttempts = new HashMap<>();

    /** By block and round: that the round is repeated. */
    final Map<Integer, Integer> repeated = new HashMap<>();

    final Map<String, String> notStarted = new HashMap<>();
    final List<String> unsteady = new ArrayList<>();
    long restCpuNsPerSecond = 2_000_000;
    private final List<Journal.Entry> entries = new ArrayList<>();

    /** Those of the last journal. */
    final List<SyntheticSlice> made = new ArrayList<>();

    private Random random = new Random(1);

    public SyntheticSlices() {
        ratios.put(REFERENCE, 1.0);
        ratios.put("aiohttp", 1.3);
        ratios.put("starlette", 1.0);
    }

    /** Plants a server that ends in the scenario's slices of the second block. */
    public void endsInTheSecondBlock(String server, String scenario) {
        flaw =
                slice ->
                        slice.fails =
                                slice.server.equals(server)
                                        && slice.block == 2
                                        && slice.scenario.equals(scenario);
    }

    /** Analysed. */
    public RunResult result() {
        return Analysis.of(journal(), HistogramSource.RECORDED);
    }

    /** The rows' figures; the first scenario's. */
    Row row(String stack) {
        return row(result(), stack);
    }

    static Row row(RunResult result, String stack) {
        return result.scenarios().getFirst().rows().stream()
                .filter(r -> r.stack().stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }

    public Journal journal() {
        entries.clear();
        made.clear();
        random = new Random(seed);
        int perRound = ratios.size() + 1;
        add(
                new Event.RunStarted(
                        "synthetic-slices",
                        "quick",
                        "fair",
                        "scaled",
                        referenceStack,
                        seed,
                        blocksPlanned == 0 ? blocks : blocksPlanned,
                        2,
                        scenarios,
                        ratios.keySet().stream().map(SyntheticSlices::info).toList(),
                        blocks * rounds * scenarios.size() * perRound,
                        OptionalInt.of(rounds),
                        question));
        for (String scenario : scenarios) {
            add(
                    new Event.ScenarioResolved(
                            scenario,
                            "Made up",
                            settings(scenario, REFERENCE),
                            settings(scenario, "")));
        }
        for (int block = 1; block <= blocks; block++) {
            int attempts = 1 + voidAttempts.getOrDefault(block, 0);
            for (int attempt = 1; attempt <= attempts; attempt++) {
                deployment(block, attempt, attempt == attempts);
            }
            if (budget && block == 1) {
                add(new Event.BlocksFixed(blocks, 60_000_000_000L));
            }
        }
        if (closed) {
            add(
                    new Event.RunStopped(
                            true,
                            Optional.empty(),
                            1_000_000_000L,
                            200_000_000_000L,
                            90_000_000_000L,
                            1_000_000_000L));
        }
        return new Journal(entries, List.of(), 3);
    }

    private void add(Event event) {
        entries.add(new Journal.Entry(START.plusSeconds(entries.size()), event));
    }

    private void deployment(int block, int attempt, boolean complete) {
        List<Server> servers = new ArrayList<>();
        for (String stack : ratios.keySet()) {
            for (int instance = 1; instance <= (stack.equals(REFERENCE) ? 2 : 1); instance++) {
                servers.add(
                        new Server(
                                stack + (instance > 1 ? "-2" : ""),
                                stack,
                                instance,
                                info(stack).sync() ? 7 : 2,
                                OptionalLong.empty(),
                                37,
                                37));
            }
        }
        String id = "b%02d".formatted(block);
        add(new Event.DeploymentStarted(id, Purpose.BLOCK, block, attempt, servers));
        add(
                new Event.DeploymentReady(
                        id,
                        attempt,
                        servers.stream().map(server -> start(server, block)).toList(),
                        3_000_000_000L,
                        2_000_000_000L,
                        OptionalLong.empty()));
        slices(servers, block, attempt);
        add(
                new Event.DeploymentEnded(
                        id,
                        attempt,
                        complete,
                        complete ? Optional.empty() : Optional.of("the database ended"),
                        "",
                        servers.stream()
                                .map(server ->
                                        new ServerUse(
                                                server.name(),
                                                server.stack(),
                                                10_000_000_000L,
                                                10 * restCpuNsPerSecond,
                                                OptionalLong.of(100L << 20),
                                                3))
                                .toList(),
                        Map.of(Tier.DATABASE, new TierMemory(OptionalLong.of(50L << 20), 9)),
                        500_000_000L));
    }

    private ServerStart start(Server server, int block) {
        Optional<String> failure =
                block == 2 ? Optional.ofNullable(notStarted.get(server.name())) : Optional.empty();
        return new ServerStart(
                server.name(),
                server.stack(),
                failure,
                "",
                100_000_000L,
                "{}",
                failure.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                new WarmUpResult(
                                        1_000_000_000L,
                                        2_000,
                                        !unsteady.contains(server.name()),
                                        OptionalLong.empty(),
                                        OptionalDouble.empty())));
    }

    private void slices(List<Server> servers, int block, int attempt) {
        Map<String, Double> starts = new HashMap<>();
        servers.forEach(s -> starts.put(s.name(), startEffect * random.nextGaussian()));
        for (String scenario : scenarios) {
            for (int round = 1; round <= rounds; round++) {
                int repeats = repeated.getOrDefault(block, 0) == round ? 1 : 0;
                for (int repeat = 0; repeat <= repeats; repeat++) {
                    for (Server server : servers) {
                        if (block != 2 || !notStarted.containsKey(server.name())) {
                            SyntheticSlice slice = new SyntheticSlice();
                            slice.scenario = scenario;
                            slice.stack = server.stack();
                            slice.server = server.name();
                            slice.instance = server.instance();
                            slice.block = block;
                            slice.attempt = attempt;
                            slice.round = round;
                            slice.repeat = repeat;
                            double log =
                                    starts.getOrDefault(server.name(), 0.0)
                                            + roundNoise / Math.sqrt(2) * random.nextGaussian();
                            slice.perSecond =
                                    420 * ratios.getOrDefault(server.stack(), 1.0) * Math.exp(log);
                            slice.p50Ms = 37e3 / slice.perSecond;
                            if (isOpen(scenario)) {
                                slice.perSecond = RATE;
                                slice.offered =
                                        OptionalLong.of(Math.round(RATE * SyntheticSlice.SECONDS));
                                slice.underWay = 3;
                            }
                            flaw.accept(slice);
                            made.add(slice);
                            add(slice.fails ? failed(slice) : measured(slice));
                        }
                    }
                }
            }
        }
    }

    private static TrialSlot slot(SyntheticSlice slice) {
        String deployment = "b%02d".formatted(slice.block);
        return new TrialSlot(
                "%s.%d-%s-r%02d%s-%s"
                        .formatted(
                                deployment,
                                slice.attempt,
                                slice.scenario,
                                slice.round,
                                slice.repeat == 0 ? "" : "x",
                                slice.server),
                Purpose.BLOCK,
                slice.block,
                1,
                slice.scenario,
                slice.stack,
                Optional.of(
                        new Turn(
                                deployment,
                                slice.attempt,
                                slice.round,
                                slice.repeat,
                                slice.server,
                                slice.instance)));
    }

    private Event failed(SyntheticSlice slice) {
        return new Event.TrialFailed(
                slot(slice),
                1,
                settings(slice.scenario, slice.stack),
                "window",
                "the server ended",
                "",
                timeline(),
                Optional.empty());
    }

    private Event measured(SyntheticSlice slice) {
        long ok = Math.round(slice.perSecond * SyntheticSlice.SECONDS);
        Histogram histogram = slice.latencies(ok, random);
        return new TrialMeasured(
                slot(slice),
                1,
                settings(slice.scenario, slice.stack),
                slice.load(ok, histogram.getTotalCount()),
                slice.tiers(ok),
                new MachineUsage(
                        1_000_000_000L,
                        800_000_000L,
                        slice.stealNs,
                        OptionalLong.of(5_000_000),
                        10_000_000L,
                        OptionalLong.of(5_000_000),
                        new SyntheticTrial().accounting),
                new NetworkCounts(0, 0, 0, 0, 4_000),
                new SessionPeaks(
                        OptionalInt.of(7),
                        OptionalInt.of(7),
                        OptionalInt.of(0),
                        OptionalInt.of(7),
                        5),
                timeline(),
                Optional.empty(),
                Optional.of(SyntheticDuel.encoded(histogram)),
                "{}",
                Optional.of(
                        new DatabaseWork(
                                500_000_000L,
                                Math.round(slice.perSecond / 2),
                                Math.round(slice.perSecond / 2) * 6_100_000L,
                                2 * Math.round(slice.perSecond / 2),
                                OptionalInt.empty(),
                                OptionalLong.of(Math.round(slice.perSecond / 2)))),
                Optional.empty(),
                slice.emptyBefore());
    }

    private CellSettings settings(String scenario, String stack) {
        return new CellSettings(
                info(stack).sync() ? 7 : 2,
                clients,
                37,
                6_000_000,
                isOpen(scenario) ? Map.of("load.rate", RATE + "/s") : Map.of());
    }

    private static boolean isOpen(String scenario) {
        return scenario.startsWith("open");
    }

    private static Timeline timeline() {
        return new Timeline(0, 0, 0, 200_000_000L, 500_000_000L, 100_000_000L, 0);
    }

    static StackInfo info(String stack) {
        boolean sync = stack.equals(REFERENCE);
        return sync
                ? SyntheticTrial.FLASK
                : new StackInfo(
                        stack,
                        stack,
                        stack,
                        "python",
                        "coroutine",
                        "Async / Coroutine",
                        "psycopg",
                        false,
                        Optional.empty(),
                        Optional.empty());
    }
}
