package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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
            if (design.past(history).toBegin() && spent(history, number)) {
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
        Duration after = BlockTime.elapsed(history).plus(foretold(history, number));
        return after.compareTo(race.budget().get()) > 0;
    }

    /**
     * As the last complete block before it took, without the stacks that rest now; where it has
     * other scenarios, with as many slices for each.
     */
    private Duration foretold(History history, int number) {
        NeededCells now = look(history, number - 1).map(NeededCells::of).orElse(NeededCells.ALL);
        NeededCells before = look(history, number - 2).map(NeededCells::of).orElse(NeededCells.ALL);
        BlockTime last = new BlockTime(history, block.apply(number - 1, NeededCells.ALL).id());
        long slicesNs =
                last.slicesNs(slot ->
                        race.question().choosesFirst()
                                ? now.stack(slot.stack())
                                : now.contains(slot.scenario(), slot.stack()));
        return Duration.ofNanos(
                last.aroundNs(now::stack) + Math.round(slicesNs * now.scenariosOver(before)));
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
