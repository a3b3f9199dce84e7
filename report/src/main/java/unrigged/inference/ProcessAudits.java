package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;

/** Warnings that processes raise which came or went within the window. */
final class ProcessAudits {
    /**
     * Tiers whose processes are there from start to stop. Not the database's: PostgreSQL starts
     * processes for sessions and for its upkeep.
     */
    private static final List<Tier> STEADY = List.of(Tier.PROXY, Tier.APP, Tier.POOL);

    private ProcessAudits() {}

    /** Recycled or crashed workers: what takes throughput away is not the warm-up then. */
    static Optional<Finding> turnover(CellTrials cell) {
        Optional<WorstTrial> worst = WorstTrial.of(cell.measured(), 0, ProcessAudits::changed);
        if (worst.isEmpty()) {
            return Optional.of(
                    AuditRule.PROCESS_TURNOVER.notObservable(
                            "Whether processes came or went", "no trial recorded it"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        TrialMeasured trial =
                cell.measured().stream()
                        .filter(t -> t.slot().id().equals(worst.get().trial()))
                        .findFirst()
                        .orElseThrow();
        return Optional.of(
                AuditRule.PROCESS_TURNOVER.finding(
                        "Processes came or went within the window",
                        worst.get().evidence(numbers(trial), "any"),
                        worst.get().values("processesChanged", "processes")));
    }

    /** Trials whose processes were the same from the window's begin to its end, as far as known. */
    static List<TrialMeasured> withoutTurnover(CellTrials cell) {
        return cell.measured().stream().filter(t -> changed(t).orElse(0) == 0).toList();
    }

    private static OptionalDouble changed(TrialMeasured trial) {
        int changed = 0;
        boolean known = false;
        for (Map.Entry<Tier, ProcessTurnover> tier : steady(trial).entrySet()) {
            ProcessTurnover turnover = tier.getValue();
            known = true;
            changed += turnover.started() + turnover.ended() + (turnover.more() ? 1 : 0);
        }
        return known ? OptionalDouble.of(changed) : OptionalDouble.empty();
    }

    private static Map<Tier, ProcessTurnover> steady(TrialMeasured trial) {
        Map<Tier, ProcessTurnover> found = new EnumMap<>(Tier.class);
        for (Tier tier : STEADY) {
            Optional.ofNullable(trial.tiers().get(tier))
                    .flatMap(TierUsage::turnover)
                    .ifPresent(turnover -> found.put(tier, turnover));
        }
        return found;
    }

    private static String numbers(TrialMeasured trial) {
        StringBuilder words = new StringBuilder();
        steady(trial)
                .forEach((tier, turnover) -> {
                    if (turnover.any()) {
                        words.append(words.isEmpty() ? "" : ", ")
                                .append(
                                        say(
                                                "%s: %d new, %d gone%s",
                                                tier.id(),
                                                turnover.started(),
                                                turnover.ended(),
                                                turnover.more()
                                                        ? ", and at least one that came and went between two looks"
                                                        : ""));
                    }
                });
        return words.toString();
    }
}
