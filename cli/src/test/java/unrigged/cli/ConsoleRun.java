package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.PlanForecast;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;
import unrigged.experiment.TrialSlot;
import unrigged.experiment.Turn;
import unrigged.metric.Clock;
import unrigged.metric.LoadResult;
import unrigged.metric.MachineUsage;
import unrigged.metric.NetworkCounts;
import unrigged.metric.ServerStart;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Timeline;
import unrigged.metric.WarmUpResult;

/** Events of a run of three stacks, made by hand, and what a console shows of them. */
final class ConsoleRun {
    /** 2.31 ms from twelve slices. */
    static final Event CALIBRATED =
            new Event.Calibrated(
                    "flask-gunicorn",
                    999,
                    Map.of(),
                    2_310_000,
                    OptionalInt.of(12),
                    OptionalDouble.of(0.04));

    static final List<String> STACKS = List.of("flask-gunicorn", "starlette-uvicorn", "vertx");
    private static final CellSettings SETTINGS = new CellSettings(2, 37, 37, 6_000_000);

    final Plan plan;
    final RunProgress progress;
    final Console console;
    private final Catalog catalog = Catalog.read(Path.of("../stacks/stacks.yaml"));
    private final StringWriter out = new StringWriter();
    long nowNs;

    /** What becomes of the next events. */
    double steal;

    long wallNs = 1_000_000_000;
    private int block;
    private int attempt = 1;

    ConsoleRun(Path folder, int blocks, int rounds) throws IOException {
        this(folder, blocks, rounds, "");
    }

    /**
     * The same.
     *
     * @param more lines of the plan
     */
    ConsoleRun(Path folder, int blocks, int rounds, String more) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("plan.yaml"),
                        """
                        name: shown
                        baseline: flask-gunicorn
                        stacks: [%s]
                        scenarios: [baseline]
                        blocks: %d
                        rounds: %d
                        %s
                        """
                                .formatted(String.join(", ", STACKS), blocks, rounds, more));
        plan = Plan.read(file.toString(), catalog, PlanChanges.NONE, 7);
        progress =
                new RunProgress(
                        plan,
                        catalog,
                        2,
                        new Clock() {
                            @Override
                            public long nowNs() {
                                return nowNs;
                            }

                            @Override
                            public Instant date() {
                                return Instant.EPOCH;
                            }
                        });
        console = new PlainConsole(progress, new PrintWriter(out));
    }

    PlanForecast forecast(String... unavailable) {
        return PlanForecast.of(plan, catalog, Set.of(unavailable), 2);
    }

    /** What was shown since the last call, without the time that is left. */
    List<String> shown() {
        List<String> lines =
                out.toString()
                        .lines()
                        .map(line -> line.replaceFirst(" \\(\\d+:\\d\\d to go\\)$", " (… to go)"))
                        .toList();
        out.getBuffer().setLength(0);
        return lines;
    }

    static Event.DeploymentStarted started(int block, int attempt) {
        List<Server> servers = new ArrayList<>();
        STACKS.forEach(stack -> servers.add(server(stack, 1)));
        servers.add(server(STACKS.getFirst(), 2));
        return new Event.DeploymentStarted(
                "b%02d".formatted(block), Purpose.BLOCK, block, attempt, servers);
    }

    static Server server(String stack, int instance) {
        return new Server(
                stack + (instance == 1 ? "" : "-" + instance),
                stack,
                instance,
                2,
                OptionalLong.empty(),
                37,
                37);
    }

    void start(int block, int attempt) {
        this.block = block;
        this.attempt = attempt;
        console.recorded(started(block, attempt));
    }

    /** All of the block's servers, but for the one that {@code failure} names with its evidence. */
    Event.DeploymentReady ready(double seconds, Map<String, String> failure, boolean steady) {
        List<ServerStart> starts = new ArrayList<>();
        for (Server server : started(block, attempt).servers()) {
            boolean jvm = server.stack().equals("vertx");
            Optional<String> evidence = Optional.ofNullable(failure.get(server.name()));
            starts.add(
                    new ServerStart(
                            server.name(),
                            server.stack(),
                            evidence.map(_ -> "exited unexpectedly (status 1)"),
                            evidence.orElse(""),
                            1_000_000_000,
                            "{}",
                            evidence.isPresent()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new WarmUpResult(
                                                    jvm ? 14_200_000_000L : 1_000_000_000,
                                                    5_000,
                                                    steady || !jvm,
                                                    jvm
                                                            ? OptionalLong.of(5_000_000_000L)
                                                            : OptionalLong.empty(),
                                                    OptionalDouble.empty()))));
        }
        return new Event.DeploymentReady(
                "b%02d".formatted(block),
                attempt,
                starts,
                (long) (seconds * 0.25e9),
                (long) (seconds * 0.75e9),
                OptionalLong.empty());
    }

    /** The reference stack's two slices of 100 and 400 a second, the others' in between. */
    void round(int round, int repeat, double starlette, double vertx) {
        slice(round, repeat, 1, "flask-gunicorn", 1, 100);
        slice(round, repeat, 2, "starlette-uvicorn", 1, starlette);
        slice(round, repeat, 3, "flask-gunicorn", 2, 400);
        if (vertx > 0) {
            slice(round, repeat, 4, "vertx", 1, vertx);
        }
    }

    TrialSlot slot(int round, int repeat, int position, String stack, int instance) {
        Server server = server(stack, instance);
        return new TrialSlot(
                "b%02d.%d-baseline-r%02d%s-%02d"
                        .formatted(block, attempt, round, repeat == 0 ? "" : "x", position),
                Purpose.BLOCK,
                block,
                position,
                "baseline",
                stack,
                Optional.of(
                        new Turn(
                                "b%02d".formatted(block),
                                attempt,
                                round,
                                repeat,
                                server.name(),
                                instance)));
    }

    private void slice(
            int round, int repeat, int position, String stack, int instance, double perSecond) {
        TrialSlot slot = slot(round, repeat, position, stack, instance);
        console.phase(slot, "window");
        console.recorded(measured(slot, perSecond));
    }

    private Event.TrialMeasured measured(TrialSlot slot, double perSecond) {
        OptionalDouble none = OptionalDouble.empty();
        return new Event.TrialMeasured(
                slot,
                attempt,
                SETTINGS,
                new LoadResult(
                        (long) perSecond,
                        Map.of(),
                        0,
                        OptionalLong.empty(),
                        none,
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        none,
                        0.5,
                        perSecond,
                        new LoadResult.Latency(none, none, none, none, none, none),
                        none,
                        none,
                        "selector",
                        "healthy",
                        37,
                        37,
                        none,
                        none,
                        List.of()),
                Map.of(),
                new MachineUsage(
                        1_000_000_000,
                        800_000_000,
                        (long) (steal * 1e9),
                        OptionalLong.of(0),
                        0,
                        OptionalLong.of(0),
                        Optional.empty()),
                new NetworkCounts(0, 0, 0, 0, 0),
                new SessionPeaks(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0),
                timeline(),
                Optional.empty(),
                Optional.empty(),
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Timeline timeline() {
        return new Timeline(0, 0, 0, 0, wallNs, 0, 0);
    }

    void fails(int round, int position, String stack, String evidence) {
        console.recorded(
                new Event.TrialFailed(
                        slot(round, 0, position, stack, 1),
                        attempt,
                        SETTINGS,
                        "window",
                        "exited unexpectedly (status 137)",
                        evidence,
                        timeline(),
                        Optional.empty()));
    }

    Event.DeploymentEnded ended(Optional<String> why, long stopNs) {
        return new Event.DeploymentEnded(
                "b%02d".formatted(block),
                attempt,
                why.isEmpty(),
                why,
                "",
                List.of(),
                Map.of(),
                stopNs);
    }

    void end() {
        console.recorded(ended(Optional.empty(), 2_000_000_000));
    }
}
