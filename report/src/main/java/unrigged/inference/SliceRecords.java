package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event.DeploymentEnded;
import unrigged.experiment.Event.DeploymentReady;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.journal.Journal;

/** What the journal of a run of slices says of the run as a whole. */
final class SliceRecords {
    private final Journal journal;
    private final RunStarted run;
    private final CountedSlices slices;
    private final Sessions sessions;

    SliceRecords(Journal journal, RunStarted run, CountedSlices slices) {
        this.journal = journal;
        this.run = run;
        this.slices = slices;
        this.sessions = new Sessions(journal, run.cpus());
    }

    RunResult.Progress progress() {
        List<Observation> ends = slices.counted(CountedSlices.Repeated.LAST);
        int measured = (int) ends.stream().filter(e -> e instanceof TrialMeasured).count();
        return new RunResult.Progress(
                run.question().isPresent() ? ends.size() : run.trials(),
                ends.size(),
                measured,
                ends.size() - measured,
                List.of(),
                journal.entries().getLast().at(),
                unfinished());
    }

    private Optional<String> unfinished() {
        return sessions.unfinished()
                .map(why ->
                        run.question().isPresent()
                                ? say("%d blocks are complete; ", slices.completeBlocks()) + why
                                : say(
                                                "%d of %d blocks are complete; ",
                                                slices.completeBlocks(), run.blocks())
                                        + why);
    }

    RunResult.TimeSpent time() {
        List<RunResult.Phase> phases = new ArrayList<>();
        List<Observation> all =
                journal.all(Observation.class).stream()
                        .filter(end -> end.slot().turn().isPresent())
                        .toList();
        phase(phases, "starting deployments", journal.all(DeploymentReady.class), r -> r.startNs());
        phase(
                phases,
                "warming servers up",
                journal.all(DeploymentReady.class),
                DeploymentReady::warmUpNs);
        phase(
                phases,
                "lead-in and drain of slices",
                all,
                e -> e.timeline().wallNs() - e.timeline().windowNs());
        long counted = countedNs();
        phases.add(new RunResult.Phase("windows that count", counted / 1e9));
        long others = all.stream().mapToLong(e -> e.timeline().windowNs()).sum() - counted;
        phases.add(
                new RunResult.Phase(
                        "windows of calibration, search, replaced and void slices", others / 1e9));
        phase(
                phases,
                "stopping deployments",
                journal.all(DeploymentEnded.class),
                DeploymentEnded::stopNs);
        double partsS = phases.stream().mapToDouble(RunResult.Phase::seconds).sum();
        return sessions.time(phases, partsS, "between", Optional.empty());
    }

    SliceSummary summary(Optional<Canary> canary, List<OpenComparison> open) {
        return new SliceSummary(
                slices.look(),
                run.rounds().orElse(0),
                slices.completeBlocks(),
                slices.voidBlocks().size(),
                slices.repeatedRounds().size(),
                slices.counted(CountedSlices.Repeated.LAST).size(),
                sessions.shareOfWall(countedNs()),
                blockS(),
                open,
                canary);
    }

    private Optional<Double> blockS() {
        int blocks = slices.completeBlocks();
        return blocks == 0 ? Optional.empty() : Optional.of(slices.completeNs() / 1e9 / blocks);
    }

    private long countedNs() {
        return slices.counted(CountedSlices.Repeated.LAST).stream()
                .filter(end -> end instanceof TrialMeasured)
                .mapToLong(end -> end.timeline().windowNs())
                .sum();
    }

    private static <T> void phase(
            List<RunResult.Phase> phases,
            String name,
            Collection<T> events,
            ToLongFunction<T> part) {
        phases.add(new RunResult.Phase(name, events.stream().mapToLong(part).sum() / 1e9));
    }
}
