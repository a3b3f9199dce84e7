package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import unrigged.metric.ServerStart;

/**
 * Blocks until the question is decided, the budget is spent or there have been as many as the plan
 * allows. Each look is recorded, so that resuming goes on with the stacks that it named.
 *
 * @param blocks the most
 * @param block the block with that number, of the cells that are needed
 */
record RaceDesign(
        Race race,
        int blocks,
        OpenQuestions questions,
        BiFunction<Integer, NeededCells, DeploymentDesign> block)
        implements Design {

    @Override
    public Next next(History history) {
        NeededCells needed = NeededCells.ALL;
        if (race.question().choosesFirst()) {
            Optional<Event.Looked> opening = look(history, 0);
            if (opening.isEmpty()) {
                return new Decide(questions.after(0, history));
            }
            needed = NeededCells.of(opening.get());
        }
        for (int number = 1; number <= blocks; number++) {
            DeploymentDesign design = block.apply(number, needed);
            DeploymentHistory past = design.past(history);
            if (!past.complete() && !past.up() && spent(history, number)) {
                return new Done();
            }
            Next next = design.next(history);
            if (!(next instanceof Done)) {
                return next;
            }
            Optional<Event.Looked> look = look(history, number);
            if (look.isEmpty()) {
                return new Decide(questions.after(number, history));
            }
            if (look.get().needed().isEmpty()) {
                return new Done();
            }
            needed = NeededCells.of(look.get());
        }
        return new Done();
    }

    private static Optional<Event.Looked> look(History history, int blocks) {
        return history.all(Event.Looked.class).stream()
                .filter(look -> look.blocks() == blocks)
                .reduce((_, last) -> last);
    }

    /** Whether the next block would not end within the budget; the first one always begins. */
    private boolean spent(History history, int number) {
        if (race.budget().isEmpty() || number == 1) {
            return false;
        }
        Duration after = elapsed(history).plus(foretold(history, number));
        return after.compareTo(race.budget().get()) > 0;
    }

    /** The time of what was measured, calibration included. */
    private static Duration elapsed(History history) {
        return Duration.ofNanos(history.events().stream().mapToLong(Event::durationNs).sum());
    }

    /**
     * As the last complete block before it took, without the stacks that rest now; where it has
     * other scenarios, with as many slices for each.
     */
    private Duration foretold(History history, int number) {
        NeededCells now = look(history, number - 1).map(NeededCells::of).orElse(NeededCells.ALL);
        NeededCells before = look(history, number - 2).map(NeededCells::of).orElse(NeededCells.ALL);
        String last = block.apply(number - 1, NeededCells.ALL).id();
        DeploymentHistory past = DeploymentHistory.of(history, last);
        long ns = 0;
        for (Event event : history.events()) {
            switch (event) {
                case Event.DeploymentReady ready
                        when isOf(ready.deployment(), last, ready.attempt(), past) -> {
                    List<ServerStart> up =
                            ready.servers().stream()
                                    .filter(server -> now.stack(server.stack()))
                                    .toList();
                    ns += ready.startNs() * up.size() / Math.max(1, ready.servers().size());
                    for (ServerStart server : up) {
                        ns += server.warmUp().map(warm -> warm.tookNs()).orElse(0L);
                    }
                }
                case Event.DeploymentEnded ended
                        when isOf(ended.deployment(), last, ended.attempt(), past) ->
                        ns += ended.durationNs();
                default -> {
                    // Its slices follow.
                }
            }
        }
        long slices = 0;
        for (Event.Observation end : past.ends()) {
            boolean goesOn =
                    race.question().choosesFirst()
                            ? now.stack(end.slot().stack())
                            : now.contains(end.slot().scenario(), end.slot().stack());
            slices += goesOn ? end.durationNs() : 0;
        }
        return Duration.ofNanos(ns + Math.round(slices * now.scenariosOver(before)));
    }

    private static boolean isOf(
            String deployment, String wanted, int attempt, DeploymentHistory past) {
        return deployment.equals(wanted) && attempt == past.attempts();
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }

    /** The first block, which has all stacks: later ones need no more room. */
    @Override
    public List<DeploymentRequest> deployments(History history) {
        return block.apply(1, NeededCells.ALL).deployments(history);
    }
}
