package unrigged.inference;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import unrigged.experiment.Event;
import unrigged.experiment.Event.DeploymentEnded;
import unrigged.experiment.Event.DeploymentReady;
import unrigged.experiment.Event.DeploymentStarted;
import unrigged.experiment.Event.Observation;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.Event.RunStopped;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;
import unrigged.experiment.Turn;
import unrigged.inference.SliceFacts.LostServer;
import unrigged.journal.Journal;
import unrigged.metric.ServerStart;
import unrigged.metric.ServerUse;
import unrigged.metric.Tier;
import unrigged.metric.TierMemory;
import unrigged.metric.TierUsage;

/**
 * The slices of a run, and which of them are inferred from: those of deployments that came to their
 * end, and of a round that was disturbed and repeated, the repetition. A slice that failed always
 * counts.
 */
final class CountedSlices {
    /** One start of a deployment. */
    record Attempt(String deployment, int attempt) {
        static Attempt of(Observation end) {
            Turn turn = end.slot().turn().orElseThrow();
            return new Attempt(turn.deployment(), turn.attempt());
        }

        @Override
        public String toString() {
            return deployment + "." + attempt;
        }
    }

    /** Which slices of a repeated round count. */
    enum Repeated {
        LAST,
        FIRST
    }

    private record Round(Attempt attempt, String scenario, int round) {
        static Round of(Observation end) {
            return new Round(
                    Attempt.of(end),
                    end.slot().scenario(),
                    end.slot().turn().orElseThrow().round());
        }
    }

    private final Journal journal;
    private final RunStarted run;
    private final Map<Attempt, DeploymentStarted> started = new LinkedHashMap<>();
    private final Map<Attempt, DeploymentReady> ready = new HashMap<>();
    private final Map<Attempt, DeploymentEnded> ended = new LinkedHashMap<>();
    private final Set<Attempt> up = new HashSet<>();
    private final List<Observation> ends = new ArrayList<>();
    private final List<TrialFailed> failures = new ArrayList<>();
    private final Set<Round> repeated = new LinkedHashSet<>();
    private final Look look;

    private CountedSlices(Journal journal, RunStarted run) {
        this.journal = journal;
        this.run = run;
        for (Journal.Entry entry : journal.entries()) {
            switch (entry.event()) {
                case DeploymentStarted s when s.purpose() == Purpose.BLOCK -> {
                    started.put(new Attempt(s.deployment(), s.attempt()), s);
                    up.clear();
                    up.add(new Attempt(s.deployment(), s.attempt()));
                }
                case DeploymentReady r -> ready.put(new Attempt(r.deployment(), r.attempt()), r);
                case DeploymentEnded e -> {
                    ended.put(new Attempt(e.deployment(), e.attempt()), e);
                    up.clear();
                }
                case Event.RunResumed _, RunStopped _ -> up.clear();
                default -> {}
            }
        }
        for (Observation end : journal.ended().values()) {
            if (end.slot().turn().isPresent()) {
                if (end.slot().turn().get().repeat() > 0 && complete(Attempt.of(end))) {
                    repeated.add(Round.of(end));
                }
                ends.add(withMemory(end));
                if (end instanceof TrialFailed failed) {
                    failures.add(failed);
                }
            }
        }
        this.look = look(journal, run, completeBlocks());
    }

    /** Empty of a run whose trials have processes of their own. */
    static Optional<CountedSlices> of(Journal journal, RunStarted run) {
        return run.rounds().isPresent()
                ? Optional.of(new CountedSlices(journal, run))
                : Optional.empty();
    }

    private boolean complete(Attempt attempt) {
        DeploymentEnded end = ended.get(attempt);
        return started.containsKey(attempt) && end != null && end.complete();
    }

    /** Those that are inferred from. */
    List<Observation> counted(Repeated which) {
        return ends.stream()
                .filter(end -> complete(Attempt.of(end)))
                .filter(end -> end instanceof TrialFailed || counts(end, which))
                .toList();
    }

    private boolean counts(Observation end, Repeated which) {
        boolean repetition = end.slot().turn().orElseThrow().repeat() > 0;
        return which == Repeated.FIRST
                ? !repetition
                : repetition == repeated.contains(Round.of(end));
    }

    /** Every cell of the plan with the slices that count. */
    Map<String, Map<String, CellTrials>> cells(Repeated which) {
        Map<String, Map<String, CellTrials>> cells = CellTrials.of(journal, run, counted(which));
        Map<String, Map<String, CellTrials>> replaced = CellTrials.of(journal, run, replaced());
        cells.forEach((scenario, row) -> {
            Map<String, CellTrials> before = replaced.getOrDefault(scenario, Map.of());
            row.replaceAll((stack, cell) ->
                    cell.with(
                            facts(
                                    cell,
                                    Optional.ofNullable(before.get(stack))
                                            .map(CellTrials::measured)
                                            .orElse(List.of()))));
        });
        return cells;
    }

    /** Of rounds that were measured again. */
    private List<Observation> replaced() {
        return ends.stream()
                .filter(end -> complete(Attempt.of(end)) && !counts(end, Repeated.LAST))
                .toList();
    }

    private SliceFacts facts(CellTrials cell, List<TrialMeasured> replaced) {
        Set<LostServer> lost = new HashSet<>();
        cell.failed().forEach(failed -> lost.add(LostServer.of(failed)));
        Map<String, String> notStarted = new TreeMap<>();
        Map<String, String> endedElsewhere = new TreeMap<>();
        List<String> unsteady = new ArrayList<>();
        started.forEach((attempt, start) -> {
            if (complete(attempt)) {
                Set<String> own = new HashSet<>();
                start.servers().stream()
                        .filter(server -> isOf(server, cell))
                        .forEach(server -> own.add(server.name()));
                starts(attempt, own)
                        .forEach(s ->
                                s.failure()
                                        .ifPresent(why -> {
                                            lost.add(new LostServer(start.block(), s.server()));
                                            notStarted.put(attempt + " " + s.server(), why);
                                        }));
                endedElsewhere(attempt, own, cell.scenario())
                        .forEach((server, why) -> {
                            lost.add(new LostServer(start.block(), server));
                            endedElsewhere.put(attempt + " " + server, why);
                        });
                starts(attempt, own)
                        .filter(s -> s.warmUp().filter(w -> !w.steady()).isPresent())
                        .forEach(s -> unsteady.add(attempt + " " + s.server()));
            }
        });
        return new SliceFacts(
                cell.measured().size(),
                lost,
                notStarted,
                endedElsewhere,
                unsteady,
                replaced,
                look());
    }

    private Stream<ServerStart> starts(Attempt attempt, Set<String> servers) {
        return Optional.ofNullable(ready.get(attempt)).stream()
                .flatMap(up -> up.servers().stream())
                .filter(start -> servers.contains(start.server()));
    }

    /** Servers that failed in another scenario of the attempt, with the reason. */
    private Map<String, String> endedElsewhere(
            Attempt attempt, Set<String> servers, String scenario) {
        Map<String, String> gone = new TreeMap<>();
        for (TrialFailed failed : failures) {
            if (Attempt.of(failed).equals(attempt) && !failed.slot().scenario().equals(scenario)) {
                String server = failed.slot().turn().orElseThrow().server();
                if (servers.contains(server)) {
                    gone.put(server, "in " + failed.slot().scenario() + ": " + failed.reason());
                }
            }
        }
        return gone;
    }

    private static boolean isOf(Server server, CellTrials cell) {
        return server.stack().equals(cell.stack().stack())
                && cell.settings().map(server::serves).orElse(true);
    }

    /**
     * {@link Look#ONCE} where the plan's number of blocks came to its end and no block was added
     * later. An interruption that was resumed is no look; a race looks after every block.
     */
    Look look() {
        return look;
    }

    private static Look look(Journal journal, RunStarted run, int completeBlocks) {
        if (run.question().isPresent()) {
            return Look.ANYTIME;
        }
        boolean stopped = false;
        boolean added = false;
        for (Journal.Entry entry : journal.entries()) {
            if (entry.event() instanceof RunStopped stop && stop.complete()) {
                stopped = true;
            } else if (entry.event() instanceof DeploymentStarted) {
                added |= stopped;
            }
        }
        boolean closed =
                journal.entries().getLast().event() instanceof RunStopped last && last.complete();
        return closed && !added && completeBlocks == run.blocks() ? Look.ONCE : Look.ANYTIME;
    }

    int completeBlocks() {
        return (int)
                started.entrySet().stream()
                        .filter(e -> complete(e.getKey()))
                        .map(e -> e.getValue().block())
                        .distinct()
                        .count();
    }

    /** What the complete blocks took, from the first process to the last one's end. */
    long completeNs() {
        Stream<Event> starts =
                ready.entrySet().stream().filter(e -> complete(e.getKey())).map(e -> e.getValue());
        Stream<Event> stops =
                ended.entrySet().stream().filter(e -> complete(e.getKey())).map(e -> e.getValue());
        Stream<Event> slices =
                ends.stream().filter(end -> complete(Attempt.of(end))).map(Event.class::cast);
        return Stream.of(starts, stops, slices)
                .flatMap(all -> all)
                .mapToLong(Event::durationNs)
                .sum();
    }

    /** Starts of blocks that were not brought to their end, with the reason. */
    Map<String, String> voidBlocks() {
        return started.keySet().stream()
                .filter(attempt -> !complete(attempt) && !up.contains(attempt))
                .collect(
                        toMap(
                                Attempt::toString,
                                attempt ->
                                        Optional.ofNullable(ended.get(attempt))
                                                .flatMap(DeploymentEnded::why)
                                                .orElse("interrupted"),
                                (one, _) -> one,
                                LinkedHashMap::new));
    }

    /** Deployments that ended because something broke, with the reason, whatever they were for. */
    Map<String, String> failedDeployments() {
        Map<String, String> failed = new LinkedHashMap<>();
        ended.forEach((attempt, end) ->
                end.why()
                        .filter(_ -> !end.complete())
                        .ifPresent(why -> failed.put(attempt.toString(), why)));
        return failed;
    }

    /** Rounds that were measured again, with the slices of their first time. */
    Map<String, List<TrialMeasured>> repeatedRounds() {
        Map<String, List<TrialMeasured>> rounds = new LinkedHashMap<>();
        for (Round round : repeated) {
            rounds.put(
                    round.attempt() + "-" + round.scenario() + "-r" + round.round(),
                    ends.stream()
                            .filter(TrialMeasured.class::isInstance)
                            .map(TrialMeasured.class::cast)
                            .filter(end ->
                                    end.slot().turn().orElseThrow().repeat() == 0
                                            && Round.of(end).equals(round))
                            .toList());
        }
        return rounds;
    }

    /** What the servers of complete blocks used while others had their windows. */
    List<ServerUse> uses() {
        return ended.entrySet().stream()
                .filter(e -> complete(e.getKey()))
                .flatMap(e -> e.getValue().servers().stream())
                .toList();
    }

    /** Memory is looked at when a deployment ends; all its slices are given what it was then. */
    private Observation withMemory(Observation end) {
        DeploymentEnded last = ended.get(Attempt.of(end));
        if (last == null || !(end instanceof TrialMeasured slice)) {
            return end;
        }
        String server = slice.slot().turn().orElseThrow().server();
        Map<Tier, TierUsage> tiers = new EnumMap<>(Tier.class);
        slice.tiers()
                .forEach((tier, usage) -> {
                    OptionalLong pss =
                            tier == Tier.APP
                                    ? last.servers().stream()
                                            .filter(use -> use.server().equals(server))
                                            .map(ServerUse::pssBytes)
                                            .findFirst()
                                            .orElse(OptionalLong.empty())
                                    : Optional.ofNullable(last.shared().get(tier))
                                            .map(TierMemory::pssBytes)
                                            .orElse(OptionalLong.empty());
                    tiers.put(
                            tier,
                            new TierUsage(
                                    usage.cpuNs(),
                                    pss.isPresent() ? pss : usage.pssBytes(),
                                    usage.processes(),
                                    usage.turnover()));
                });
        return slice.with(slice.load(), tiers);
    }
}
