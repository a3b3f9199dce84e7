package unrigged.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials that are compared with each other, in the order of the {@link Schedule}, each once.
 *
 * @param slots those of stacks that this machine can run
 * @param sync whether a stack is of the sync kind, by its id
 */
record BlockDesign(List<TrialSlot> slots, Map<String, Boolean> sync, Timing timing)
        implements Design {
    BlockDesign {
        slots = List.copyOf(slots);
        sync = Map.copyOf(sync);
    }

    @Override
    public Next next(History history) {
        Map<String, Event.Observation> ended = history.ended(Purpose.BLOCK);
        return slots.stream()
                .filter(slot -> !ended.containsKey(slot.id()))
                .findFirst()
                .<Next>map(slot -> new Measure(request(slot, history).orElseThrow()))
                .orElseGet(Done::new);
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        Map<String, Event.Observation> ended = history.ended(Purpose.BLOCK);
        List<TrialRequest> open = new ArrayList<>();
        for (TrialSlot slot : slots) {
            Optional<TrialRequest> request = request(slot, history);
            if (request.isEmpty()) {
                return List.of();
            }
            if (!ended.containsKey(slot.id())) {
                open.add(request.get());
            }
        }
        return open;
    }

    /** Empty while the scenario is not resolved. */
    private Optional<TrialRequest> request(TrialSlot slot, History history) {
        boolean ofSync = Optional.ofNullable(sync.get(slot.stack())).orElseThrow();
        return history.settings(slot.scenario(), slot.stack(), ofSync)
                .map(settings -> new TrialRequest(slot, settings, timing));
    }
}
