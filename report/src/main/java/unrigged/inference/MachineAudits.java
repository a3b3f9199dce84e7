package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;
import unrigged.metric.NetworkCounts;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;

/** Warnings that the kernel's and the database's counters raise. Source: the table of audits. */
final class MachineAudits {
    private MachineAudits() {}

    static List<Finding> of(CellTrials cell) {
        if (cell.measured().isEmpty()) {
            return List.of();
        }
        return Stream.of(
                        dropped(cell),
                        retransmitted(cell),
                        steal(cell),
                        interference(cell),
                        ProcessAudits.turnover(cell),
                        sessions(cell),
                        memory(cell))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The same of slices, without what belongs to the machine: that is said once, of the run. So
     * are segments that were sent again while the hypervisor gave CPU time to others.
     *
     * @param added the cell's slices as one observation
     */
    static List<Finding> ofSlices(CellTrials added) {
        if (added.measured().isEmpty()) {
            return List.of();
        }
        boolean stolen = steal(added).isPresent();
        return Stream.of(
                        dropped(added),
                        stolen ? Optional.<Finding>empty() : retransmitted(added),
                        ProcessAudits.turnover(added),
                        sessions(added),
                        memory(added))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What belongs to the machine, of all slices of a run as one observation. */
    static List<Finding> ofMachine(CellTrials added) {
        if (added.measured().isEmpty()) {
            return List.of();
        }
        Optional<Finding> steal = steal(added);
        return Stream.of(
                        steal,
                        interference(added),
                        steal.isPresent() ? retransmitted(added) : Optional.<Finding>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A drop of a connection costs its client a repeated SYN, so the three count the same events.
     */
    static long dropped(NetworkCounts network) {
        return Math.max(
                network.synRetransmits(),
                Math.max(network.listenOverflows(), network.listenDrops()));
    }

    private static Optional<Finding> dropped(CellTrials cell) {
        WorstTrial worstTrial =
                WorstTrial.of(
                                cell.measured(),
                                0,
                                t -> OptionalDouble.of(share(dropped(t.network()), requests(t))))
                        .orElseThrow();
        if (!worstTrial.found()) {
            return Optional.empty();
        }
        long total = cell.measured().stream().mapToLong(t -> dropped(t.network())).sum();
        boolean many = worstTrial.value() >= Thresholds.DROPPED_SHARE;
        return Optional.of(
                AuditRule.DROPPED_CONNECTIONS.finding(
                        many ? Severity.WARNING : Severity.NOTE,
                        "Connections were dropped and tried again",
                        say("%,d in all · ", total)
                                + worstTrial.evidence(
                                        WorstTrial.percent(worstTrial.value()) + " of the requests",
                                        WorstTrial.percent(Thresholds.DROPPED_SHARE)
                                                + ", any is noted"),
                        Stream.concat(
                                        worstTrial
                                                .values(
                                                        "droppedOfRequests",
                                                        "share",
                                                        Thresholds.DROPPED_SHARE)
                                                .stream(),
                                        Stream.of(
                                                Value.count("dropped", total, "connections")
                                                        .against(0)))
                                .toList()));
    }

    private static Optional<Finding> retransmitted(CellTrials cell) {
        WorstTrial worstTrial =
                WorstTrial.of(
                                cell.measured(),
                                Thresholds.RETRANSMITTED_SHARE,
                                t ->
                                        t.network().segmentsSent() == 0
                                                ? OptionalDouble.empty()
                                                : OptionalDouble.of(
                                                        share(
                                                                t.network().segmentsLost(),
                                                                t.network().segmentsSent())))
                        .orElse(null);
        if (worstTrial == null) {
            return Optional.of(
                    AuditRule.RETRANSMITS.notObservable(
                            "Retransmission of segments", "the kernel counted no segment"));
        }
        if (!worstTrial.found()) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.RETRANSMITS.finding(
                        "Segments were sent again on loopback",
                        worstTrial.evidence(WorstTrial.percent(worstTrial.value())),
                        worstTrial.values("segmentsRetransmitted", "share")));
    }

    private static Optional<Finding> steal(CellTrials cell) {
        return ofCapacity(
                cell,
                AuditRule.STEAL,
                Thresholds.STEAL_SHARE,
                t -> OptionalLong.of(t.machine().stealNs()),
                "The hypervisor gave CPU time to others");
    }

    private static Optional<Finding> interference(CellTrials cell) {
        String what = "Other programs used the machine";
        Optional<Finding> found =
                ofCapacity(
                        cell,
                        AuditRule.INTERFERENCE,
                        Thresholds.INTERFERENCE_SHARE,
                        t -> t.machine().interferenceNs(),
                        what);
        return found.or(() ->
                cell.measured().stream().anyMatch(t -> t.machine().accounting().isEmpty())
                        ? Optional.of(
                                AuditRule.INTERFERENCE.notObservable(
                                        what + ": this",
                                        "the version that recorded it took the time of soft interrupts off twice"))
                        : Optional.empty());
    }

    /** Why the figure is absent, from the first trial that says so. */
    private static String unknown(CellTrials cell) {
        return cell.measured().stream()
                .flatMap(t -> t.machine().accounting().stream())
                .flatMap(a -> a.unknown().stream())
                .findFirst()
                .orElse("the machine's capacity is unknown");
    }

    private static Optional<Finding> ofCapacity(
            CellTrials cell,
            AuditRule rule,
            double threshold,
            Function<TrialMeasured, OptionalLong> ns,
            String what) {
        Optional<WorstTrial> worst =
                WorstTrial.of(
                        cell.measured(),
                        threshold,
                        t ->
                                t.machine().capacityNs() <= 0 || ns.apply(t).isEmpty()
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(
                                                share(
                                                        ns.apply(t).getAsLong(),
                                                        t.machine().capacityNs())));
        if (worst.isEmpty()) {
            return Optional.of(rule.notObservable(what + ": this", unknown(cell)));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                rule.finding(
                        what,
                        worst.get()
                                .evidence(
                                        WorstTrial.percent(worst.get().value())
                                                + " of its CPU time"),
                        worst.get().values(rule.id(), "share")));
    }

    private static Optional<Finding> sessions(CellTrials cell) {
        Optional<WorstTrial> worst =
                WorstTrial.of(
                        cell.measured(),
                        0,
                        t -> {
                            OptionalInt most = most(t.sessions());
                            return most.isEmpty()
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(
                                            Math.max(
                                                    0,
                                                    most.getAsInt() - t.settings().dbSessions()));
                        });
        if (worst.isEmpty()) {
            return Optional.of(
                    AuditRule.TOO_MANY_SESSIONS.notObservable(
                            "The number of database sessions",
                            "neither PgBouncer nor PostgreSQL could be asked"));
        }
        if (!worst.get().found()) {
            return Optional.empty();
        }
        return Optional.of(
                AuditRule.TOO_MANY_SESSIONS.finding(
                        "More database sessions than the pool was planned to have",
                        worst.get().evidence(say("%.0f more", worst.get().value()), "any"),
                        worst.get().values("sessionsOverPlan", "sessions")));
    }

    /** As PostgreSQL counted, else as PgBouncer held open. */
    static OptionalInt most(SessionPeaks sessions) {
        return sessions.database().isPresent() ? sessions.database() : sessions.poolOpen();
    }

    private static Optional<Finding> memory(CellTrials cell) {
        boolean known =
                cell.measured().stream()
                        .map(t -> t.tiers().get(Tier.APP))
                        .anyMatch(app -> app != null && app.pssBytes().isPresent());
        return known
                ? Optional.empty()
                : Optional.of(
                        AuditRule.APPLICATION_MEMORY.notObservable(
                                "The application's memory",
                                "the kernel gave no proportional set size"));
    }

    private static long requests(TrialMeasured trial) {
        return trial.load().ok() + trial.load().failures();
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? (part > 0 ? 1 : 0) : (double) part / whole;
    }
}
