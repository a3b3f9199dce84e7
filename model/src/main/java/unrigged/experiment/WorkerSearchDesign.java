package unrigged.experiment;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Finds one stack's number of workers in one scenario by short trials through the whole chain, sync
 * and async stacks alike, in a closed loop.
 *
 * @param sync which settings of the scenario the search begins at
 * @param timing of one trial of the search
 */
record WorkerSearchDesign(String scenario, String stack, boolean sync, int cpus, Timing timing)
        implements Design {
    /** More workers than clients have nothing to do; more than so many per CPU are no setting. */
    private static final int MAX_PER_CPU = 32;

    private static final Duration WINDOW_MIN = Duration.ofMillis(500);

    /** Warm-up and window of half the plan's length: readings are compared, not reported. */
    static Timing half(Timing full) {
        Duration window = full.window().dividedBy(2);
        return new Timing(
                full.warmUp().dividedBy(2),
                full.warmUpJvm().dividedBy(2),
                window.compareTo(WINDOW_MIN) < 0 ? WINDOW_MIN : window,
                full.pause(),
                full.readyTimeout(),
                OptionalLong.empty());
    }

    @Override
    public Next next(History history) {
        if (history.tuned(scenario, stack).isPresent()) {
            return new Done();
        }
        CellSettings settings = history.settings(scenario, sync).orElseThrow().closed();
        int max = Math.min(settings.clients(), MAX_PER_CPU * cpus);
        WorkerSearch search = new WorkerSearch(settings.workers(), max);
        int trials = 0;
        for (Event.Observation end : history.ended(Purpose.WORKER_SEARCH).values()) {
            if (end.slot().scenario().equals(scenario) && end.slot().stack().equals(stack)) {
                search.tried(end.settings().workers(), perSecond(end));
                trials++;
            }
        }
        OptionalInt workers = search.next();
        return workers.isPresent()
                ? measure(trials + 1, settings.withWorkers(workers.getAsInt()))
                : new Decide(
                        new Event.WorkersTuned(
                                scenario,
                                stack,
                                search.reference(),
                                search.max(),
                                search.chosen(),
                                search.curve()));
    }

    private Next measure(int number, CellSettings settings) {
        String id = "tuning-%s-%s-%02d".formatted(scenario, stack, number);
        TrialSlot slot = TrialSlot.beforeBlocks(id, Purpose.WORKER_SEARCH, scenario, stack);
        return new Measure(new TrialRequest(slot, settings, timing));
    }

    /** Its throughput says nothing of a setting with which requests hang, or nothing works. */
    private static double perSecond(Event.Observation end) {
        return end instanceof Event.TrialMeasured measured && !measured.load().hung()
                ? measured.load().perSecond()
                : 0;
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }
}
