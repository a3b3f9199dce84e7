package unrigged.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import unrigged.load.arrival.Arrivals;
import unrigged.load.arrival.RateProfile;
import unrigged.load.http.Pacing;

/** How much load, in which shape, for how long. */
final class ModelOptions {
    @Option(
            names = "--connections",
            paramLabel = "N",
            description =
                    "Connections, each with one request at a time (default: 10); with --rate at most"
                            + " that many (default: 100).")
    @Nullable Integer givenConnections;

    int connections = 10;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description =
                    "Length of the measured window: 500ms, 10s, 1m (default: 10s, or the length of"
                            + " all steps of --rate). With --requests the time after which the run"
                            + " ends anyway (default: 10m).")
    @Nullable Duration duration;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "End the window after N requests instead.")
    @Nullable Long requests;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Load before the window that is not counted (default: 0s).")
    Duration warmUp = Duration.ZERO;

    @Option(
            names = "--no-keepalive",
            description =
                    "A new connection for each request (Connection: close). As with ab, the next one"
                            + " begins when the server has closed, at most 100 ms after its answer.")
    boolean noKeepalive;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "A request fails after this time (default: 10s).")
    Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--think-time",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Pause of a connection between two requests (default: 0s).")
    Duration thinkTime = Duration.ZERO;

    @Option(
            names = "--rate",
            paramLabel = "RATES",
            description =
                    "Requests per second, due by the clock: 500, or steps 500/20s,1000/20s, or ramps"
                            + " 100..5000/1m, in any order.")
    @Nullable String rate;

    @Option(
            names = "--arrivals",
            paramLabel = "PATTERN",
            description =
                    "How they are spread with --rate: constant (evenly) or poisson (independently;"
                            + " default: constant).")
    String arrivals = "constant";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the same Poisson arrivals (default: 1).")
    long seed = 1;

    @Option(
            names = "--pacing",
            paramLabel = "HOW",
            description =
                    "With --rate: exact sleeps until the next request is due; grid until the next"
                            + " point of --grid (fewer wake-ups); spin never sleeps (default:"
                            + " exact).")
    String pacing = "exact";

    @Option(
            names = "--grid",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Distance of the points of --pacing grid (default: 100us).")
    Duration grid = Duration.ofNanos(100_000);

    /** Completes what has no fixed default and refuses what cannot be. */
    void check() {
        Integer given = givenConnections;
        connections = given == null ? (rate == null ? 10 : 100) : given;
        Checks.atLeast("--connections", connections, 1);
        if (requests != null) {
            Checks.atLeast("--requests", requests, rate == null ? connections : 1);
        }
        Checks.positive("--timeout", timeout);
        Checks.positive("--grid", grid);
        if (duration != null) {
            Checks.positive("--duration", duration);
        }
        if (rate != null && !thinkTime.isZero()) {
            throw new WrongUse(
                    "both --rate and --think-time are given",
                    "one of them: requests are due by the clock, or after a pause",
                    "leave out --think-time");
        }
    }

    Schedule schedule() {
        OptionalLong count = requests == null ? OptionalLong.empty() : OptionalLong.of(requests);
        return new Schedule(warmUp.toNanos(), windowNs(), count);
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
                    RateProfile profile = RateText.parse(text);
                    return new OfferedLoad(profile.after(warmUp.toNanos()), pattern, seed);
                });
    }

    Pacing pacing() {
        return new Pacing(
                Checks.oneOf("--pacing", pacing.toLowerCase(Locale.ROOT), Pacing.Kind.class),
                grid.toNanos());
    }
}
