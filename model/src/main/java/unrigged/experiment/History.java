package unrigged.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has happened in a run so far, in its order. */
public final class History {
    private final List<Event> events;

    /** Made once: designs ask for the settings of every cell, of hundreds of scenarios. */
    private @Nullable Map<String, Event.ScenarioResolved> resolved;

    private @Nullable Map<String, Event.WorkersTuned> tuned;

    public History(List<Event> events) {
        this.events = List.copyOf(events);
    }

    public List<Event> events() {
        return events;
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
        Map<String, Event.ScenarioResolved> known = resolved;
        if (known == null) {
            known = new HashMap<>();
            for (Event.ScenarioResolved one : all(Event.ScenarioResolved.class)) {
                known.put(one.scenario(), one);
            }
            resolved = known;
        }
        return Optional.ofNullable(known.get(scenario)).map(one -> sync ? one.sync() : one.async());
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
        Map<String, Event.WorkersTuned> known = tuned;
        if (known == null) {
            known = new HashMap<>();
            for (Event.WorkersTuned one : all(Event.WorkersTuned.class)) {
                known.putIfAbsent(one.scenario() + " " + one.stack(), one);
            }
            tuned = known;
        }
        return Optional.ofNullable(known.get(scenario + " " + stack));
    }
}
