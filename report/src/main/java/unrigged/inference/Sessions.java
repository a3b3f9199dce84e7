package unrigged.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import unrigged.experiment.Event;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.RunStopped;
import unrigged.journal.Journal;

/** The sessions of a run, from its start or a resumption to a closing record, and their time. */
final class Sessions {
    private final Journal journal;
    private final int cpus;
    private final List<RunStopped> stops;

    Sessions(Journal journal, int cpus) {
        this.journal = journal;
        this.cpus = cpus;
        this.stops = journal.all(RunStopped.class);
    }

    /** Whether the last session has its closing record. */
    boolean isClosedLast() {
        return journal.entries().getLast().event() instanceof RunStopped;
    }

    /** Why the run did not come to its end; empty when it did. */
    Optional<String> unfinished() {
        if (!isClosedLast()) {
            return Optional.of(
                    "the journal ends without the record that closes it, so the run goes on or was killed");
        }
        RunStopped last = stops.getLast();
        return last.complete()
                ? Optional.empty()
                : Optional.of("the run was stopped: " + last.why().orElse("no reason given"));
    }

    /**
     * Where the time went: from the closing records; from the parts alone when a session has none.
     *
     * @param phases to which what is left of the wall time is added
     * @param partsS what they take together
     * @param rest the name of what is left
     * @param shareOfParts under load, for want of the closing records
     */
    RunResult.TimeSpent time(
            List<RunResult.Phase> phases,
            double partsS,
            String rest,
            Optional<Double> shareOfParts) {
        if (!isClosed()) {
            return new RunResult.TimeSpent(
                    partsS, shareOfParts, Optional.empty(), Optional.empty(), phases);
        }
        double wallS = sum(RunStopped::wallNs) / 1e9;
        if (wallS > partsS) {
            phases.add(new RunResult.Phase(rest, wallS - partsS));
        }
        return new RunResult.TimeSpent(
                wallS,
                share(sum(RunStopped::underLoadNs) / 1e9, wallS),
                Optional.of(sum(RunStopped::setUpNs) / 1e9),
                share(sum(RunStopped::controllerCpuNs) / 1e9, wallS * cpus),
                phases);
    }

    /** Of all sessions' wall time; empty when one has no closing record. */
    Optional<Double> shareOfWall(long ns) {
        return isClosed() ? share((double) ns, sum(RunStopped::wallNs)) : Optional.empty();
    }

    private boolean isClosed() {
        return stops.size()
                >= journal.all(RunStarted.class).size()
                        + journal.all(Event.RunResumed.class).size();
    }

    private double sum(ToLongFunction<RunStopped> part) {
        return stops.stream().mapToLong(part).sum();
    }

    static Optional<Double> share(double part, double whole) {
        return whole <= 0 ? Optional.empty() : Optional.of(part / whole);
    }
}
