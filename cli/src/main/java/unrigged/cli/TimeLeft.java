package unrigged.cli;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanForecast;
import unrigged.experiment.Purpose;
import unrigged.experiment.Turn;
import unrigged.metric.Clock;

/**
 * How long a run of deployments still takes: a start, a round and a stop each as long as forecast
 * until one was seen, then as long as those that were seen. Repeated rounds are not seen.
 */
final class TimeLeft {
    /** Parts of a block. */
    private enum Part {
        START,
        ROUND,
        STOP
    }

    private record Round(String scenario, int round) {}

    private final Plan plan;
    private final Function<Set<String>, PlanForecast> forecasts;
    private final Clock clock;
    private final Set<String> unavailable = new HashSet<>();
    private final Map<Part, Double> seenS = new EnumMap<>(Part.class);
    private final Map<Part, Double> seenCount = new EnumMap<>(Part.class);
    private final Set<Round> rounds = new HashSet<>();
    private PlanForecast forecast;
    private double calibrationSeenS;
    private boolean calibrated;
    private boolean inBlock;
    private boolean ready;
    private int slicesInRound;
    private int blocksDone;
    private int searchesDone;
    private long spentNs;

    /** Empty while it is open. */
    private OptionalInt blocks;

    /** What is under way has so much of the time that is left. */
    private double underWayS;

    private long eventNs;

    /**
     * @param forecasts by the ids of stacks that this machine cannot run
     */
    TimeLeft(Plan plan, Function<Set<String>, PlanForecast> forecasts, Clock clock) {
        this.plan = plan;
        this.forecasts = forecasts;
        this.clock = clock;
        this.blocks = plan.openEnded() ? OptionalInt.empty() : OptionalInt.of(plan.blocks());
        this.forecast = forecasts.apply(Set.of());
    }

    void recorded(Event event) {
        eventNs = clock.nowNs();
        underWayS = 0;
        spentNs += event.durationNs();
        switch (event) {
            case Event.StackUnavailable gone -> {
                unavailable.add(gone.stack());
                forecast = forecasts.apply(unavailable);
            }
            case Event.Calibrated _ -> calibrated = true;
            case Event.WorkersTuned _ -> searchesDone++;
            case Event.BlocksFixed fixed -> blocks = OptionalInt.of(fixed.blocks());
            case Event.RunResumed _ -> leaveBlock();
            case Event.DeploymentStarted started -> {
                leaveBlock();
                inBlock = started.purpose() == Purpose.BLOCK;
                underWayS = inBlock ? unitS(Part.START) : 0;
            }
            case Event.DeploymentReady up -> {
                ready = true;
                took(Part.START, up.startNs() + up.warmUpNs(), 1);
                underWayS = sliceS();
            }
            case Event.Observation end -> {
                if (inBlock && end.slot().turn().isPresent()) {
                    slice(end, end.slot().turn().get());
                }
                underWayS = sliceS();
            }
            case Event.DeploymentEnded ended -> {
                took(Part.STOP, ended.stopNs(), 1);
                blocksDone += inBlock && ended.complete() ? 1 : 0;
                leaveBlock();
            }
            default -> {
                // Takes no time.
            }
        }
    }

    private void leaveBlock() {
        inBlock = false;
        ready = false;
        rounds.clear();
        slicesInRound = 0;
    }

    /** A round is as far as its slices; lost servers make it end early. */
    private void slice(Event.Observation end, Turn turn) {
        if (turn.repeat() > 0) {
            return;
        }
        double before = roundsOfBlock();
        if (rounds.add(new Round(end.slot().scenario(), turn.round()))) {
            slicesInRound = 0;
        }
        slicesInRound++;
        took(Part.ROUND, end.timeline().wallNs(), roundsOfBlock() - before);
    }

    private void took(Part part, long ns, double count) {
        if (inBlock) {
            seenS.merge(part, ns / 1e9, Double::sum);
            seenCount.merge(part, count, Double::sum);
        } else {
            calibrationSeenS += ns / 1e9;
        }
    }

    private double roundsOfBlock() {
        return rounds.isEmpty()
                ? 0
                : rounds.size() - 1 + Math.min(1, slicesInRound / slicesPerRound());
    }

    private int roundsPerBlock() {
        return plan.rounds() * plan.scenarios().size();
    }

    private double slicesPerRound() {
        return Math.max(1, (double) forecast.slicesPerBlock() / roundsPerBlock());
    }

    private double sliceS() {
        return inBlock ? unitS(Part.ROUND) / slicesPerRound() : 0;
    }

    private double forecastS(Part part) {
        PlanForecast.Parts parts = forecast.parts();
        return switch (part) {
            case START -> (parts.starts() + parts.warmUps()) / plan.blocks();
            case ROUND -> parts.slices() / plan.blocks() / roundsPerBlock();
            case STOP -> parts.stops() / plan.blocks();
        };
    }

    /** One of these: as those that were seen, else as forecast. */
    private double unitS(Part part) {
        double count = seenCount.getOrDefault(part, 0.0);
        return count > 0 ? seenS.getOrDefault(part, 0.0) / count : forecastS(part);
    }

    /** Whether anything is known: searches for workers take as long as they take. */
    boolean isKnown() {
        return searchesDone >= forecast.searches();
    }

    /** How many blocks there will be; empty while it is open. */
    OptionalInt blocks() {
        return blocks;
    }

    int blocksDone() {
        return blocksDone;
    }

    /** Never negative. */
    Duration left() {
        double blocksLeft = Math.max(0, blocks.orElse(plan.blocks()) - blocksDone);
        double left =
                Math.max(0, blocksLeft - (inBlock && ready ? 1 : 0)) * unitS(Part.START)
                        + Math.max(0, blocksLeft * roundsPerBlock() - roundsOfBlock())
                                * unitS(Part.ROUND)
                        + blocksLeft * unitS(Part.STOP);
        if (!calibrated) {
            left += Math.max(0, forecast.parts().calibration() - calibrationSeenS);
        }
        if (plan.budget().isPresent() && blocks.isEmpty()) {
            left = Math.min(left, (plan.budget().get().toNanos() - spentNs) / 1e9);
        }
        double sinceEventS = (clock.nowNs() - eventNs) / 1e9;
        return Duration.ofMillis(
                Math.round(1e3 * Math.max(0, left - Math.min(sinceEventS, underWayS))));
    }
}
