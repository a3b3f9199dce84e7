package unrigged.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import unrigged.config.Durations;
import unrigged.experiment.Factors;
import unrigged.experiment.Settings;
import unrigged.metric.Tier;
import unrigged.workload.Workload;

/** The load generator of a run, and what it is told for each slice. */
public final class SliceLoad {
    private SliceLoad() {}

    /**
     * The process: it awaits slices at the controller's port.
     *
     * @param loader the JVM, the program and the arguments before its own
     * @param scratch its temporary directory
     */
    public static ProcessSpec process(
            List<String> loader, Path scratch, int controlPort, Secrets secrets) {
        List<String> arguments = new ArrayList<>(loader);
        arguments.addAll(List.of("--control", "127.0.0.1:" + controlPort, "--slices"));
        return new ProcessSpec(
                Tier.LOAD,
                arguments,
                Topology.environment(scratch, Map.of(Secrets.CONTROL_VARIABLE, secrets.control())),
                scratch,
                Map.of(),
                OptionalInt.empty(),
                "TERM",
                false);
    }

    /**
     * One stretch of load.
     *
     * @param leadIn not counted
     * @param follow how long requests of the window are followed to their end; zero ends the load
     *     with the window
     * @param keepAlive whether clients keep their connections, whatever a treatment's settings say:
     *     the server behind the proxy sees no difference
     */
    public record Stretch(
            int clients, Duration leadIn, Duration window, Duration follow, boolean keepAlive) {}

    /**
     * Requests that are due at random.
     *
     * @param rate as the generator reads it
     * @param seed the same one gives the same instants
     */
    public record Arrivals(String rate, long seed) {}

    /**
     * What the generator is told: the words of its own command line.
     *
     * @param arrivals of an open loop; empty of a closed one
     * @param settings of the slice, which may be others than those the server was started with
     * @param mask the form of every right body, where there is one
     */
    public static List<String> words(
            Placement placement,
            Settings settings,
            Stretch stretch,
            Optional<Arrivals> arrivals,
            Optional<String> mask) {
        Workload workload = placement.treatment().workload();
        List<String> words =
                words(
                        placement.url(),
                        stretch,
                        settings.level(Factors.LOAD_KEEPALIVE) || stretch.keepAlive(),
                        settings.text(Factors.LOAD_TIMEOUT));
        arrivals.ifPresent(at ->
                words.addAll(
                        List.of(
                                "--rate",
                                at.rate(),
                                "--arrivals",
                                "poisson",
                                "--seed",
                                Long.toString(at.seed()))));
        words.addAll(workload.expectations());
        mask.ifPresent(form -> words.addAll(List.of("--expect-mask", form)));
        return words;
    }

    /** The same for a server of which nothing else is known: every 2xx is a right answer. */
    public static List<String> words(String url, Stretch stretch, Duration timeout) {
        return words(url, stretch, stretch.keepAlive(), Durations.format(timeout));
    }

    private static List<String> words(
            String url, Stretch stretch, boolean keepAlive, String timeout) {
        List<String> words = new ArrayList<>(List.of(url));
        words.addAll(List.of("--connections", "" + stretch.clients()));
        words.addAll(List.of("--warm-up", Durations.format(stretch.leadIn())));
        words.addAll(List.of("--duration", Durations.format(stretch.window())));
        words.addAll(List.of("--follow", Durations.format(stretch.follow())));
        if (!keepAlive) {
            words.add(LoadTier.NO_KEEPALIVE);
        }
        words.addAll(List.of("--timeout", timeout));
        return words;
    }
}
