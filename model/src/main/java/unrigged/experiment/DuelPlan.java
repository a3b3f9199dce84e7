package unrigged.experiment;

import java.time.Duration;
import java.util.List;

/**
 * The slices of a duel, fixed before the first one: Student's t needs a number of rounds that does
 * not depend on what they give.
 *
 * @param window of each slice, the same for all servers
 * @param rounds in each of which every server has one slice
 */
public record DuelPlan(Duration window, int rounds) {
    /** Load before a window that is not counted; one mean latency comes on top. */
    public static final Duration LEAD_IN = Duration.ofMillis(200);

    /** A request without an answer fails after this time. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long requests of a window are followed to their end: none is left without one. */
    public static final Duration FOLLOW = TIMEOUT.plusSeconds(1);

    /** Made even where the time is too short for them: with fewer, intervals are of no use. */
    public static final int MIN_ROUNDS = 6;

    /** A window is not so long that fewer rounds than these fit. */
    private static final int WANTED_ROUNDS = 12;

    /**
     * Beyond these a longer duel has longer windows: each round is left out once by the jackknife.
     */
    private static final int MAX_ROUNDS = 100;

    private static final Duration MIN_WINDOW = Duration.ofMillis(500);

    /** In a window of the slowest server, where the time allows it. */
    private static final double ANSWERS = 300;

    /** In a shorter window of a closed loop answers may be between its ends by chance alone. */
    private static final int MIN_LATENCIES = 2;

    /** From a slice's end to the next one's beginning. */
    private static final Duration BETWEEN = Duration.ofMillis(30);

    private static final int MEAN_LATENCIES_OF_DRAIN = 2;
    private static final double NS = 1e9;

    /** What a server did in a short probe. */
    public record Pace(double perSecond, Duration meanLatency) {}

    /** The most windows of a useful length that fit. */
    public static DuelPlan of(Duration left, List<Pace> paces) {
        double aroundS = paces.stream().mapToDouble(DuelPlan::aroundS).sum();
        double slowest = paces.stream().mapToDouble(Pace::perSecond).min().orElseThrow();
        double windowS =
                Math.min(ANSWERS / slowest, windowS(left, WANTED_ROUNDS, aroundS, paces.size()));
        windowS = Math.max(windowS, windowS(left, MAX_ROUNDS, aroundS, paces.size()));
        windowS = Math.max(windowS, MIN_LATENCIES * longestS(paces));
        long windowCs = (long) (windowS * 100);
        long windowMs = Math.max(MIN_WINDOW.toMillis(), 10 * windowCs);
        double roundS = aroundS + paces.size() * windowMs / 1e3;
        int rounds = (int) Math.clamp(seconds(left) / roundS, MIN_ROUNDS, MAX_ROUNDS);
        return new DuelPlan(Duration.ofMillis(windowMs), rounds);
    }

    /** How long the rounds take. */
    public Duration length(List<Pace> paces) {
        double roundS =
                paces.stream().mapToDouble(DuelPlan::aroundS).sum()
                        + paces.size() * seconds(window);
        return Duration.ofNanos((long) (rounds * roundS * NS));
    }

    private static double longestS(List<Pace> paces) {
        return paces.stream().mapToDouble(pace -> seconds(pace.meanLatency())).max().orElseThrow();
    }

    /** With which so many rounds fit. */
    private static double windowS(Duration left, int rounds, double aroundS, int servers) {
        return (seconds(left) / rounds - aroundS) / servers;
    }

    /** Of a slice without its window. */
    private static double aroundS(Pace pace) {
        return seconds(LEAD_IN)
                + seconds(BETWEEN)
                + (1 + MEAN_LATENCIES_OF_DRAIN) * seconds(pace.meanLatency());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NS;
    }
}
