package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.config.Durations;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelRecord;
import unrigged.experiment.DuelSettings;
import unrigged.inference.DuelResult;
import unrigged.inference.Ratio;
import unrigged.inference.Verdict.Better;
import unrigged.journal.Json;
import unrigged.measurement.Duel;
import unrigged.metric.Clock;
import unrigged.program.InvalidInputException;
import unrigged.report.DuelJson;
import unrigged.report.DuelText;

@Command(
        name = "duel",
        description = {
            "Servers that run already, or that it starts: which is faster, by how much, and how sure that is. One minute, nothing to set up.",
            "",
            "They are asked in turns, in slices of half a second and random order, by one load generator: what disturbs the machine meets all alike. "
                    + "The first is the reference. Every 2xx is a right answer; redirects are not followed. HTTP/1.1 without TLS.",
            "",
            "Each server is started once, so the result is of these processes: another start of the same program may differ by more than the interval.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:  unrigged duel http://127.0.0.1:8080/ http://127.0.0.1:8081/",
            "           unrigged duel http://127.0.0.1:8080/v1 http://127.0.0.1:8080/v2 --name v1,v2",
            "           unrigged duel --start 'python3 -m http.server {port}' --start './mine {port}'",
            "           unrigged duel --start './old {port}' --start './new {port}' --name old,new \\",
            "                         'http://127.0.0.1:{port}/items' --fail-on slower:5%%",
            "           unrigged duel URL URL --warm-up 20s --duration 2m     (programs on a JVM)",
            "           unrigged duel URL URL --json",
            "",
            "Exit status: 0 every server has a verdict (undecided is one), 1 --fail-on, or a server has none:",
            "             it ended, hung or answered wrong, 2 wrong use, 3 the environment cannot do it, or",
            "             a server gave no right answer before the first slice, 130 interrupted.",
            "docs/duel.md says what the figures mean.",
        })
final class DuelCommand implements Callable<Integer> {
    private static final Duration MIN_DURATION = Duration.ofSeconds(10);
    private static final Duration MAX_DURATION = Duration.ofHours(1);
    private static final Duration MAX_WARM_UP = Duration.ofSeconds(10);

    /** Of the duration: what each server is warmed up for, unless it is told. */
    private static final int WARM_UP_PART = 20;

    private static final int CLIENTS_PER_CPU = 2;
    private static final int CLIENTS_MAX = 10_000;

    @Parameters(
            arity = "0..*",
            paramLabel = "URL",
            description =
                    "Servers, or paths of one; at least two. With --start {port} may be left open, and one URL is then that of all commands.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "CMD",
            description =
                    "Start the server of the i-th URL with the i-th of these commands (sh -c, here, with your environment), and end it afterwards. "
                            + "{port} becomes a free port, also in PORT; the URL is then http://127.0.0.1:{port}/ unless it is given. "
                            + "It must stay in the foreground. '': this one runs already.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = "--name",
            split = ",",
            paramLabel = "A,B",
            description = "What to call them (default: a, b, …).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-c", "--clients"},
            paramLabel = "N",
            description =
                    "Connections, each with one request at a time (default: two per CPU of this machine: enough that a server never waits for a request on its way, "
                            + "few enough that latency is not mostly the queue before the server).")
    private @Nullable Integer clients;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            description =
                    "Of the whole duel, 10s to 60m (default: 1m). More time, more rounds, narrower intervals.")
    private String duration = "1m";

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description =
                    "Load on each server before the first slice (default: a twentieth of --duration, at most 10s). Give a JVM 20s.")
    private @Nullable String warmUp;

    @Option(
            names = "--no-keepalive",
            description = "A new connection for each request (Connection: close).")
    private boolean noKeepAlive;

    @Option(
            names = "--ready-timeout",
            paramLabel = "TIME",
            description =
                    "How long a command may take until its first right answer (default: 30s).")
    private String readyTimeout = "30s";

    @Option(
            names = "--fail-on",
            paramLabel = "slower[:5%]",
            description =
                    "Exit with 1 when the interval of a server's throughput lies wholly below the reference's, by more than the tolerance.")
    private @Nullable String failOn;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Orders the rounds (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--json",
            description = "The result as one JSON document on stdout; progress goes to stderr.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<DuelEntry> entries = DuelArguments.entries(urls, commands, names);
        DuelSettings settings = settings();
        Optional<Gate> gate =
                Optional.ofNullable(failOn).map(given -> Gate.parse("--fail-on", "slower", given));
        Installation installation = Installation.here();
        List<String> loader = new ArrayList<>();
        loader.add(installation.java().resolve("bin/java").toString());
        loader.addAll(installation.loader());
        PrintWriter err = spec.commandLine().getErr();
        Clock clock = Clock.system();
        DuelDisplay display = new DuelDisplay(err, clock);
        try (Interruption _ = Interruption.watch()) {
            DuelRecord record;
            try (Duel duel =
                    Duel.open(
                            entries,
                            settings,
                            installation.cacheDirectory().resolve("duel"),
                            loader,
                            installation.cacheDirectory(),
                            installation.java(),
                            clock,
                            display)) {
                record = duel.observe();
            } catch (InterruptedException e) {
                display.note("stopped; nothing follows from an unfinished duel");
                throw e;
            } finally {
                display.erase();
            }
            DuelResult result = DuelResult.of(record);
            print(result);
            return status(result, gate);
        }
    }

    private DuelSettings settings() {
        Duration whole = time("--duration", duration);
        if (whole.compareTo(MIN_DURATION) < 0 || whole.compareTo(MAX_DURATION) > 0) {
            throw new InvalidInputException(
                    "--duration: expected 10s to 60m but found " + duration);
        }
        Duration usual = whole.dividedBy(WARM_UP_PART);
        Duration warm =
                warmUp == null
                        ? (usual.compareTo(MAX_WARM_UP) > 0 ? MAX_WARM_UP : usual)
                        : time("--warm-up", warmUp);
        if (warm.compareTo(whole) >= 0) {
            throw new InvalidInputException(
                    "--warm-up: %s leaves nothing of a duel of %s".formatted(warmUp, duration),
                    "a longer --duration, or a shorter warm-up");
        }
        Duration ready = time("--ready-timeout", readyTimeout);
        int connections =
                clients == null
                        ? CLIENTS_PER_CPU * Runtime.getRuntime().availableProcessors()
                        : clients;
        if (connections < 1 || connections > CLIENTS_MAX) {
            throw new InvalidInputException(
                    "--clients: expected a whole number from 1 to %d but found %d"
                            .formatted(CLIENTS_MAX, connections));
        }
        long order = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        return new DuelSettings(connections, !noKeepAlive, whole, warm, ready, order);
    }

    private static Duration time(String option, String given) {
        try {
            return Durations.parse(given);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "%s: expected %s, for example 90s, but found '%s'"
                            .formatted(option, e.getMessage(), given));
        }
    }

    private void print(DuelResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(DuelJson.of(result)));
        } else {
            DuelText.lines(result).forEach(out::println);
        }
        out.flush();
    }

    /** What the text on standard output says already is not said again. */
    private int status(DuelResult result, Optional<Gate> gate) {
        PrintWriter err = spec.commandLine().getErr();
        boolean failed = !result.complete();
        for (DuelResult.Row row : result.rows()) {
            String name = row.entry().name();
            if (json && row.why().isPresent()) {
                err.println("unrigged: no verdict on %s: %s".formatted(name, row.why().get()));
            }
            if (gate.isPresent()
                    && row.ratio() instanceof Ratio.Measured ratio
                    && gate.get().fails(ratio.interval(), Better.HIGHER)) {
                failed = true;
                err.println(
                        "unrigged: --fail-on %s: %s is slower than %s"
                                .formatted(failOn, name, result.record().reference().name()));
            }
        }
        err.flush();
        return failed ? ExitCode.GATE_FAILED : ExitCode.DONE;
    }
}
