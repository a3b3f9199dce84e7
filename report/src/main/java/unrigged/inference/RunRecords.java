package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event;
import unrigged.experiment.Event.Calibrated;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Purpose;
import unrigged.inference.Finding.Value;
import unrigged.journal.Journal;
import unrigged.metric.Tier;
import unrigged.metric.Timeline;

/** What the journal says of the run as a whole. */
final class RunRecords {
    private final Journal journal;
    private final RunStarted run;
    private final List<Observation> ends;
    private final Sessions sessions;
    private final Optional<SliceRecords> slices;

    RunRecords(Journal journal, RunStarted run, Optional<SliceRecords> slices) {
        this.journal = journal;
        this.run = run;
        this.slices = slices;
        this.ends = List.copyOf(journal.ended().values());
        this.sessions = new Sessions(journal, run.cpus());
    }

    RunResult.Identity identity() {
        return new RunResult.Identity(
                run.run(),
                run.plan(),
                run.mode(),
                run.scale(),
                run.referenceStack(),
                run.seed(),
                run.blocks(),
                run.question(),
                run.cpus(),
                journal.entries().getFirst().at());
    }

    RunResult.Progress progress() {
        return slices.map(SliceRecords::progress).orElseGet(this::progressOfTrials);
    }

    private RunResult.Progress progressOfTrials() {
        int measured = (int) ends.stream().filter(e -> e instanceof Event.TrialMeasured).count();
        List<String> incomplete = incomplete();
        return new RunResult.Progress(
                run.trials(),
                ends.size(),
                measured,
                ends.size() - measured,
                incomplete,
                journal.entries().getLast().at(),
                unfinished(incomplete));
    }

    /** Begun without an end; the last attempt counts. */
    private List<String> incomplete() {
        Map<String, Boolean> open = new LinkedHashMap<>();
        for (Journal.Entry entry : journal.entries()) {
            switch (entry.event()) {
                case Event.TrialStarted s -> open.put(s.slot().id(), true);
                case Observation e -> open.put(e.slot().id(), false);
                default -> {}
            }
        }
        return open.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    private Optional<String> unfinished(List<String> incomplete) {
        String counts = say("%d of %d trials have their end; ", ends.size(), run.trials());
        return sessions.unfinished()
                .map(why ->
                        counts
                                + why
                                + (sessions.isClosedLast() || incomplete.isEmpty()
                                        ? ""
                                        : " during " + String.join(", ", incomplete)));
    }

    Optional<RunResult.Calibration> calibration() {
        return journal.last(Calibrated.class)
                .map(c -> {
                    Map<Tier, Double> ms = new LinkedHashMap<>();
                    c.cpuPerRequestNs().forEach((tier, ns) -> ms.put(tier, ns / 1e6));
                    return new RunResult.Calibration(
                            c.stack(), c.requests(), ms, c.totalNs() / 1e6);
                });
    }

    RunResult.TimeSpent time() {
        return slices.map(SliceRecords::time).orElseGet(this::timeOfTrials);
    }

    /** From the closing records; from the trials alone when a session has none. */
    private RunResult.TimeSpent timeOfTrials() {
        double trialsS = ends.stream().mapToLong(e -> e.timeline().wallNs()).sum() / 1e9;
        double loadedS = ends.stream().mapToLong(e -> e.timeline().underLoadNs()).sum() / 1e9;
        List<RunResult.Phase> phases = new ArrayList<>();
        phase(phases, "starting processes", Timeline::startNs);
        phase(phases, "waiting until ready", Timeline::readinessNs);
        phase(phases, "pause that the plan asks for", Timeline::pauseNs);
        phase(phases, "warm-up", Timeline::warmUpNs);
        phase(phases, "measured windows", Timeline::windowNs);
        phase(phases, "stopping processes", Timeline::stopNs);
        phase(phases, "snapshots and records", Timeline::otherNs);
        double searchS = searchS();
        if (searchS > 0) {
            phases.add(new RunResult.Phase("search for worker counts", searchS));
        }
        return sessions.time(
                phases,
                trialsS + searchS,
                "calibration and between trials",
                Sessions.share(loadedS, trialsS));
    }

    private double searchS() {
        long ns =
                journal.all(Event.WorkersTried.class).stream()
                                .mapToLong(tried -> tried.timeline().wallNs())
                                .sum()
                        + journal.history().ended(Purpose.WORKER_SEARCH).values().stream()
                                .mapToLong(end -> end.timeline().wallNs())
                                .sum();
        return ns / 1e9;
    }

    /** What the journal itself raises, and the trials before the blocks. */
    List<Finding> findings(CellAudits audits) {
        List<Finding> findings =
                new ArrayList<>(EarlyTrialAudits.of(journal.history(), run, audits::of));
        List<String> incomplete = slices.isPresent() ? List.of() : incomplete();
        if (!incomplete.isEmpty()) {
            findings.add(
                    AuditRule.INCOMPLETE_TRIALS.finding(
                            say("%d trials have a start and no end", incomplete.size()),
                            String.join(", ", incomplete),
                            List.of(
                                    Value.count("trialsIncomplete", incomplete.size(), "trials")
                                            .against(0))));
        }
        damaged().ifPresent(findings::add);
        return findings;
    }

    /** Lines of the file that could not be read; trials may be among them. */
    private Optional<Finding> damaged() {
        List<Journal.Damage> damage = journal.damage();
        if (damage.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines =
                damage.stream()
                        .map(d -> say("line %d of journal.jsonl: %s", d.line(), d.why()))
                        .toList();
        return Optional.of(
                AuditRule.DAMAGED_JOURNAL.finding(
                        say(
                                "lines of the journal that cannot be read as written: %d",
                                damage.size()),
                        String.join("; ", lines),
                        List.of(Value.count("linesDamaged", damage.size(), "lines").against(0))));
    }

    private void phase(List<RunResult.Phase> phases, String name, ToLongFunction<Timeline> part) {
        double seconds = ends.stream().mapToLong(e -> part.applyAsLong(e.timeline())).sum() / 1e9;
        phases.add(new RunResult.Phase(name, seconds));
    }
}
