package unrigged.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened in a run so far, in its order. */
public record History(List<Event> events) {
    public History {
        events = List.copyOf(events);
    }

    public History with(Event event) {
        List<Event> longer = new ArrayList<>(events);
        longer.add(event);
        return new History(longer);
    }

    /** Of blocks: how many trials have their end. */
    public int trialsEnded() {
        return ended(Purpose.BLOCK).size();
    }

    public <E extends Event> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <E extends Event> Optional<E> last(Class<E> type) {
        List<E> all = all(type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /**
     * The end of each trial for {@code purpose} that has one, by its id; the last attempt counts.
     */
    public Map<String, Event.Observation> ended(Purpose purpose) {
        Map<String, Event.Observation> ended = new LinkedHashMap<>();
        for (Event.Observation end : all(Event.Observation.class)) {
            if (end.slot().purpose() == purpose) {
                ended.put(end.slot().id(), end);
            }
        }
        return ended;
    }

    /** How often the trial was begun, whether it ended or not. */
    public int attempts(TrialSlot slot) {
        return (int)
                all(Event.TrialStarted.class).stream()
                        .filter(started -> started.slot().id().equals(slot.id()))
                        .count();
    }

    /** What happened since the run began or was resumed for the last time. */
    History ofThisSession() {
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.RunResumed) {
                from = i;
            }
        }
        return new History(events.subList(from, events.size()));
    }

    /** What a scenario means for stacks of this kind; empty before it is decided. */
    Optional<CellSettings> settings(String scenario, boolean sync) {
        return all(Event.ScenarioResolved.class).stream()
                .filter(resolved -> resolved.scenario().equals(scenario))
                .reduce((_, last) -> last)
                .map(resolved -> sync ? resolved.sync() : resolved.async());
    }

    /** The same for one stack, with its own number of workers where that was searched for. */
    Optional<CellSettings> settings(String scenario, String stack, boolean sync) {
        return settings(scenario, sync)
                .map(cell ->
                        tuned(scenario, stack)
                                .map(tuned -> cell.withWorkers(tuned.workers()))
                                .orElse(cell));
    }

    /** The end of the search for the stack's number of workers; empty before that. */
    Optional<Event.WorkersTuned> tuned(String scenario, String stack) {
        return all(Event.WorkersTuned.class).stream()
                .filter(t -> t.scenario().equals(scenario) && t.stack().equals(stack))
                .findFirst();
    }
}
