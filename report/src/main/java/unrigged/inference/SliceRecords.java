package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event;
import unrigged.experiment.Event.DeploymentEnded;
import unrigged.experiment.Event.DeploymentReady;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.RunStopped;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.journal.Journal;

/** What the journal of a run of slices says of the run as a whole. */
final class SliceRecords {
    private final Journal journal;
    private final RunStarted run;
    private final CountedSlices slices;
    private final List<RunStopped> stops;

    SliceRecords(Journal journal, RunStarted run, CountedSlices slices) {
        this.journal = journal;
        this.run = run;
        this.slices = slices;
        this.stops = journal.all(RunStopped.class);
    }

    RunResult.Progress progress() {
        List<Observation> ends = slices.counted(CountedSlices.Repeated.LAST);
        int measured = (int) ends.stream().filter(e -> e instanceof TrialMeasured).count();
        return new RunResult.Progress(
                run.trials(),
                ends.size(),
                measured,
                ends.size() - measured,
                List.of(),
                journal.entries().getLast().at(),
                unfinished());
    }

    private Optional<String> unfinished() {
        boolean closed = journal.entries().getLast().event() instanceof RunStopped;
        if (closed && stops.getLast().complete()) {
            return Optional.empty();
        }
        return Optional.of(
                say("%d of %d blocks are complete; ", slices.completeBlocks(), run.blocks())
                        + (closed
                                ? "the run was stopped: "
                                        + stops.getLast().why().orElse("no reason given")
                                : "the journal ends without the record that closes it, so the run goes on or was killed"));
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
        if (!closed()) {
            return new RunResult.TimeSpent(
                    partsS, Optional.empty(), Optional.empty(), Optional.empty(), phases);
        }
        double wallS = sum(RunStopped::wallNs) / 1e9;
        if (wallS > partsS) {
            phases.add(new RunResult.Phase("between", wallS - partsS));
        }
        return new RunResult.TimeSpent(
                wallS,
                share(sum(RunStopped::underLoadNs) / 1e9, wallS),
                Optional.of(sum(RunStopped::setUpNs) / 1e9),
                share(sum(RunStopped::controllerCpuNs) / 1e9, wallS * run.cpus()),
                phases);
    }

    SliceSummary summary(Optional<Canary> canary) {
        return new SliceSummary(
                slices.look(),
                run.rounds().orElse(0),
                slices.completeBlocks(),
                slices.voidBlocks().size(),
                slices.repeatedRounds().size(),
                slices.counted(CountedSlices.Repeated.LAST).size(),
                closed() ? share((double) countedNs(), sum(RunStopped::wallNs)) : Optional.empty(),
                canary);
    }

    private long countedNs() {
        return slices.counted(CountedSlices.Repeated.LAST).stream()
                .filter(end -> end instanceof TrialMeasured)
                .mapToLong(end -> end.timeline().windowNs())
                .sum();
    }

    /** Whether every session has its closing record. */
    private boolean closed() {
        return stops.size()
                >= journal.all(RunStarted.class).size()
                        + journal.all(Event.RunResumed.class).size();
    }

    private double sum(ToLongFunction<RunStopped> part) {
        return stops.stream().mapToLong(part).sum();
    }

    private static <T> void phase(
            List<RunResult.Phase> phases,
            String name,
            Collection<T> events,
            ToLongFunction<T> part) {
        phases.add(new RunResult.Phase(name, events.stream().mapToLong(part).sum() / 1e9));
    }

    private static Optional<Double> share(double part, double whole) {
        return whole <= 0 ? Optional.empty() : Optional.of(part / whole);
    }
}
