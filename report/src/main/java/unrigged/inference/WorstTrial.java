package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Value;

/**
 * The trial of a cell in which a signal was strongest.
 *
 * @param trial its id
 * @param threshold of the signal
 * @param beyond in how many trials the signal was beyond its threshold
 * @param trials in how many it was observed
 */
record WorstTrial(String trial, double value, double threshold, int beyond, int trials) {

    /** Empty when the signal was observed in no trial. */
    static Optional<WorstTrial> of(
            List<TrialMeasured> trials,
            double threshold,
            Function<TrialMeasured, OptionalDouble> signal) {
        String worst = "";
        double strongest = 0;
        int beyond = 0;
        int observed = 0;
        for (TrialMeasured trial : trials) {
            OptionalDouble value = signal.apply(trial);
            if (value.isEmpty()) {
                continue;
            }
            observed++;
            double size = Math.abs(value.getAsDouble());
            if (size > threshold) {
                beyond++;
            }
            if (worst.isEmpty() || size > Math.abs(strongest)) {
                worst = trial.slot().id();
                strongest = value.getAsDouble();
            }
        }
        return observed == 0
                ? Optional.empty()
                : Optional.of(new WorstTrial(worst, strongest, threshold, beyond, observed));
    }

    boolean found() {
        return beyond > 0;
    }

    /**
     * For example {@code in 2 of 4 trials, at most 3.4 % in b02-x-y; more than 3 % is too much}.
     */
    String evidence(String figure, String bound) {
        return several()
                ? say("%s in %s; threshold %s", figure, trial, bound)
                : say(
                        "in %d of %d trials, at most %s in %s; threshold %s",
                        beyond, trials, figure, trial, bound);
    }

    /** The same of a share, against its threshold. */
    String evidence(String figure) {
        return evidence(figure, percent(threshold));
    }

    /** The same as data. */
    List<Value> values(String name, String unit) {
        return values(name, unit, threshold);
    }

    /**
     * The same.
     *
     * @param bound what the value is set against, where that is not the threshold
     */
    List<Value> values(String name, String unit, double bound) {
        Value worst = Value.of(name, value, unit).against(bound);
        if (several()) {
            return List.of(worst);
        }
        return List.of(
                worst.in(trial),
                Value.count("trialsAffected", beyond, "trials"),
                Value.count("trialsObserved", trials, "trials"));
    }

    /** Whether it is no trial but slices that were added up. */
    private boolean several() {
        return trial.endsWith(AddedSlices.ID);
    }

    static String percent(double share) {
        double percent = share * 100;
        return Math.abs(percent) >= 10
                ? say("%.0f %%", percent)
                : Math.abs(percent) >= 0.1 ? say("%.1f %%", percent) : say("%.3f %%", percent);
    }
}
