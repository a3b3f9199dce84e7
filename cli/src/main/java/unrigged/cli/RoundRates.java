package unrigged.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import unrigged.experiment.Disturbance;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.TrialSlot;
import unrigged.experiment.Turn;

/** The slices of one round of one scenario, and what they say in one line. */
final class RoundRates {
    private final String scenario;
    private final Turn turn;
    private final List<Event.TrialMeasured> measured = new ArrayList<>();

    /**
     * The round of which a slice is.
     *
     * @param turn the slice's
     */
    RoundRates(String scenario, Turn turn) {
        this.scenario = scenario;
        this.turn = turn;
    }

    boolean isRoundOf(TrialSlot slot) {
        return isSameRoundAs(slot)
                && slot.turn().filter(other -> other.repeat() == turn.repeat()).isPresent();
    }

    /** Whether the slice is of this round or of its repetition. */
    private boolean isSameRoundAs(TrialSlot slot) {
        return slot.scenario().equals(scenario)
                && slot.turn()
                        .filter(other ->
                                other.deployment().equals(turn.deployment())
                                        && other.attempt() == turn.attempt()
                                        && other.round() == turn.round())
                        .isPresent();
    }

    boolean isRepeatedBy(TrialSlot slot) {
        return isSameRoundAs(slot) && !isRoundOf(slot);
    }

    void add(Event.TrialMeasured slice) {
        measured.add(slice);
    }

    /** For example {@code round 1 better-async}. */
    String title() {
        return "round %d %s%s".formatted(turn.round(), scenario, turn.repeat() > 0 ? " again" : "");
    }

    /**
     * Each stack's rate as a multiple of the reference stack's, in an open loop its P50; the mean
     * is the geometric one.
     */
    String rates(Plan plan) {
        Map<String, Double> rates = byStack();
        Optional<Double> reference = Optional.ofNullable(rates.get(plan.referenceStack()));
        List<String> texts = new ArrayList<>();
        reference.ifPresent(rate -> texts.add(figure(plan.referenceStack(), rate)));
        for (String stack : plan.stacks()) {
            Optional<Double> rate = Optional.ofNullable(rates.get(stack));
            if (!stack.equals(plan.referenceStack()) && rate.isPresent()) {
                texts.add(
                        reference
                                .map(one ->
                                        String.format(
                                                Locale.ROOT, "%s %.2f×", stack, rate.get() / one))
                                .orElseGet(() -> figure(stack, rate.get())));
            }
        }
        return texts.isEmpty() ? "no figures" : String.join(", ", texts);
    }

    private String figure(String stack, double value) {
        return String.format(
                Locale.ROOT, isOpen() ? "P50 of %s %.1f ms" : "%s %.0f/s", stack, value);
    }

    private boolean isOpen() {
        return measured.stream().anyMatch(s -> s.settings().ratePerSecond().isPresent());
    }

    private double figure(Event.TrialMeasured slice) {
        return isOpen() ? slice.load().latencyMs().p50().orElse(0) : slice.load().perSecond();
    }

    private Map<String, Double> byStack() {
        Map<String, List<Double>> logs = new LinkedHashMap<>();
        for (Event.TrialMeasured slice : measured) {
            logs.computeIfAbsent(slice.slot().stack(), _ -> new ArrayList<>())
                    .add(Math.log(figure(slice)));
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        logs.forEach((stack, all) ->
                rates.put(
                        stack,
                        Math.exp(
                                all.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElseThrow())));
        return rates;
    }

    /** Why it is measured once more. */
    String whyRepeated() {
        return String.format(
                Locale.ROOT,
                "is repeated: the hypervisor or other programs took %.0f %% of the CPU time in its windows, more than %.0f %%",
                100 * Disturbance.share(measured),
                100 * Disturbance.SHARE);
    }
}
