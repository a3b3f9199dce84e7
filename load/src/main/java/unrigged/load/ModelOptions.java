package unrigged.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import unrigged.load.arrival.Arrivals;
import unrigged.load.arrival.RateProfile;
import unrigged.load.http.Pacing;
import unrigged.program.InvalidInputException;

/** How much load, in which shape, for how long. */
final class ModelOptions {
    private final @Nullable String rate;
    private final int connections;
    private final @Nullable Duration duration;
    private final @Nullable Long requests;
    private final Duration warmUp;
    private final Duration follow;
    private final boolean keepAlive;
    private final Duration timeout;
    private final Duration thinkTime;
    private final String arrivals;
    private final long seed;
    private final String pacing;
    private final Duration grid;

    /** Completes what was not given and refuses what cannot be. */
    ModelOptions(ParseResult given) {
        rate = given.matchedOptionValue("--rate", null);
        duration = given.matchedOptionValue("--duration", null);
        requests = given.matchedOptionValue("--requests", null);
        connections = given.matchedOptionValue("--connections", usualConnections());
        warmUp = given.matchedOptionValue("--warm-up", Duration.ZERO);
        follow = given.matchedOptionValue("--follow", Duration.ZERO);
        keepAlive = !given.matchedOptionValue("--no-keepalive", false);
        timeout = given.matchedOptionValue("--timeout", Duration.ofSeconds(10));
        thinkTime = given.matchedOptionValue("--think-time", Duration.ZERO);
        arrivals = given.matchedOptionValue("--arrivals", "constant");
        seed = given.matchedOptionValue("--seed", 1L);
        pacing = given.matchedOptionValue("--pacing", "exact");
        grid = given.matchedOptionValue("--grid", Duration.ofNanos(250_000));
        check();
    }

    /** In a closed loop no more than there are requests: each of them begins with one. */
    private int usualConnections() {
        if (rate != null) {
            return 100;
        }
        return requests == null ? 10 : Math.clamp(requests, 1, 10);
    }

    static ArgGroupSpec spec() {
        return OptionSpecs.group(
                "The load",
                OptionSpecs.value(
                        "-c,--connections",
                        "N",
                        Integer.class,
                        "Connections, each with one request at a time (default: 10, or fewer with"
                                + " fewer --requests); with --rate at most that many (default: 100)."),
                OptionSpecs.duration(
                        "-d,--duration",
                        "Length of the measured window: 500ms, 10s, 1m (default: 10s, or the length"
                                + " of all steps of --rate). With --requests the time after which"
                                + " the run ends anyway (default: 10m)."),
                OptionSpecs.value(
                        "-n,--requests",
                        "N",
                        Long.class,
                        "End the window after N requests instead."),
                OptionSpecs.duration(
                        "--warm-up", "Load before the window that is not counted (default: 0s)."),
                followOption(),
                OptionSpecs.flag(
                        "--no-keepalive",
                        "A new connection for each request (Connection: close). As with ab, the next"
                                + " one begins when the server has closed, at most 100 ms after its"
                                + " answer."),
                OptionSpecs.duration(
                        "--timeout", "A request fails after this time (default: 10s)."),
                OptionSpecs.duration(
                        "--think-time",
                        "Pause of a connection between two requests (default: 0s)."),
                OptionSpecs.value(
                        "--rate",
                        "RATES",
                        String.class,
                        "Requests per second, due by the clock: 500, or steps 500/20s,1000/20s, or"
                                + " ramps 100..5000/1m, in any order. Per minute or hour: 30/m,"
                                + " 100/h, as a step 30/m/10m."),
                OptionSpecs.value(
                        "--arrivals",
                        "PATTERN",
                        String.class,
                        "How they are spread with --rate: constant (evenly) or poisson"
                                + " (independently; default: constant)."),
                OptionSpecs.value(
                        "--seed",
                        "N",
                        Long.class,
                        "Repeats the same Poisson arrivals (default: 1)."),
                OptionSpecs.value(
                        "--pacing",
                        "HOW",
                        String.class,
                        "With --rate: exact sleeps until the next request is due; grid until the"
                                + " next point of --grid (a little later, for half the CPU at high rates);"
                                + " spin never sleeps (default: exact)."),
                OptionSpecs.duration(
                        "--grid", "Distance of the points of --pacing grid (default: 250us)."));
    }

    private static OptionSpec followOption() {
        return OptionSpecs.duration(
                "--follow",
                "Go on after the window until every request that began in it, or was due in it, has"
                        + " ended, at most this long; then begin no more and await what is in"
                        + " flight. The latencies are then those of exactly these requests, the"
                        + " slow ones included (default: 0s, no request is followed).");
    }

    private void check() {
        Checks.atLeast("--connections", connections, 1);
        if (requests != null) {
            Checks.atLeast("--requests", requests, 1);
            if (rate == null && requests < connections) {
                throw new InvalidInputException(
                        "--requests " + requests + " over --connections " + connections,
                        "at least " + connections + " requests, one for each connection",
                        "--connections " + requests + ", or leave out --connections");
            }
        }
        if (requests != null && !follow.isZero()) {
            throw new InvalidInputException(
                    "both --requests and --follow are given",
                    "one of them: a window of N requests lasts until they have ended",
                    "--duration instead of --requests, or leave out --follow");
        }
        Checks.positive("--timeout", timeout);
        Checks.positive("--grid", grid);
        if (duration != null) {
            Checks.positive("--duration", duration);
        }
        if (rate != null && !thinkTime.isZero()) {
            throw new InvalidInputException(
                    "both --rate and --think-time are given",
                    "one of them: requests are due by the clock, or after a pause",
                    "leave out --think-time");
        }
    }

    int connections() {
        return connections;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    long timeoutNs() {
        return timeout.toNanos();
    }

    long thinkNs() {
        return thinkTime.toNanos();
    }

    PhaseSchedule schedule() {
        OptionalLong count = requests == null ? OptionalLong.empty() : OptionalLong.of(requests);
        return new PhaseSchedule(warmUp.toNanos(), windowNs(), count, follow.toNanos());
    }

    private long windowNs() {
        if (duration != null) {
            return duration.toNanos();
        }
        if (requests != null) {
            return Duration.ofMinutes(10).toNanos();
        }
        return rate == null ? RateText.STANDARD_LENGTH_NS : RateText.parse(rate).lengthNs();
    }

    /** What is offered by the clock; empty for a closed loop. */
    Optional<OfferedLoad> offered() {
        Arrivals.Pattern pattern = Checks.oneOf("--arrivals", arrivals, Arrivals.Pattern.class);
        return Optional.ofNullable(rate)
                .map(text -> {
                    long warmUpNs = warmUp.toNanos();
                    long endNs = warmUpNs + windowNs();
                    RateProfile profile = RateText.parse(text).after(warmUpNs);
                    RateText.requireSome(text, profile.until(endNs));
                    return new OfferedLoad(
                            profile.until(endNs + follow.toNanos()),
                            pattern,
                            seed,
                            warmUpNs,
                            windowNs());
                });
    }

    Pacing pacing() {
        return new Pacing(
                Checks.oneOf("--pacing", pacing.toLowerCase(Locale.ROOT), Pacing.Kind.class),
                grid.toNanos());
    }
}
