package unrigged.measurement;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import unrigged.catalog.Stack;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Plan;
import unrigged.experiment.Timing;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Event;
import unrigged.journal.Event.WorkersTried;
import unrigged.journal.Event.WorkersTuned;
import unrigged.journal.Journal;

/**
 * Finds each stack's worker count by short trials through the whole chain, sync and async stacks
 * alike. Every trial is recorded; a search that was interrupted goes on where it was.
 */
final class WorkerTuning {
    /** More workers than clients have nothing to do; more than so many per CPU are no setting. */
    private static final int MAX_PER_CPU = 32;

    private final TrialContext context;
    private final Plan plan;
    private final Journal before;
    private final RunListener listener;
    private final Consumer<Event> record;
    private long underLoadNs;

    /**
     * Searches that go on where {@code before} ends.
     *
     * @param record writes into the journal
     */
    WorkerTuning(
            TrialContext context,
            Plan plan,
            Journal before,
            RunListener listener,
            Consumer<Event> record) {
        this.context = context;
        this.plan = plan;
        this.before = before;
        this.listener = listener;
        this.record = record;
    }

    /** What it has spent with load running. */
    long underLoadNs() {
        return underLoadNs;
    }

    /** The count for this stack, from the journal or searched now. */
    int workers(String scenario, Stack stack, CellSettings settings) throws InterruptedException {
        Optional<WorkersTuned> done =
                before.all(WorkersTuned.class).stream()
                        .filter(t -> t.scenario().equals(scenario) && t.stack().equals(stack.id()))
                        .findFirst();
        return done.isPresent() ? done.get().workers() : search(scenario, stack, settings);
    }

    private int search(String scenario, Stack stack, CellSettings settings)
            throws InterruptedException {
        int max = Math.min(settings.clients(), MAX_PER_CPU * context.cpus());
        WorkerSearch search = new WorkerSearch(settings.workers(), max);
        int trials = 0;
        for (WorkersTried earlier : before.all(WorkersTried.class)) {
            if (earlier.scenario().equals(scenario) && earlier.stack().equals(stack.id())) {
                search.tried(earlier.settings().workers(), earlier.perSecond());
                trials++;
            }
        }
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            CellSettings now = settings.withWorkers(next.getAsInt());
            String id = "tuning-%s-%s-%02d".formatted(scenario, stack.id(), ++trials);
            WorkersTried tried = tried(new TrialSlot(id, 0, 0, scenario, stack.id()), stack, now);
            underLoadNs += tried.timeline().underLoadNs();
            record.accept(tried);
            search.tried(now.workers(), tried.perSecond());
        }
        WorkersTuned end =
                new WorkersTuned(
                        scenario,
                        stack.id(),
                        search.reference(),
                        search.max(),
                        search.chosen(),
                        search.curve());
        record.accept(end);
        return end.workers();
    }

    private WorkersTried tried(TrialSlot slot, Stack stack, CellSettings settings)
            throws InterruptedException {
        Treatment treatment = new Treatment(stack, settings, plan.settings(), half(plan.timing()));
        Event.Observation end = new Trial(context, treatment, slot, 1, listener).run();
        return switch (end) {
            // Its throughput says nothing of a setting with which requests hang.
            case Event.TrialMeasured m when m.load().hung() ->
                    new WorkersTried(
                            slot.scenario(),
                            slot.stack(),
                            settings,
                            0,
                            Optional.of("requests hung: " + m.load().hanging()),
                            m.timeline());
            case Event.TrialMeasured m ->
                    new WorkersTried(
                            slot.scenario(),
                            slot.stack(),
                            settings,
                            m.load().perSecond(),
                            Optional.empty(),
                            m.timeline());
            case Event.TrialFailed f ->
                    new WorkersTried(
                            slot.scenario(),
                            slot.stack(),
                            settings,
                            0,
                            Optional.of(f.reason()),
                            f.timeline());
        };
    }

    /** Warm-up and window of half the plan's length: readings are compared, not reported. */
    private static Timing half(Timing timing) {
        return new Timing(
                timing.warmUp().dividedBy(2),
                timing.warmUpJvm().dividedBy(2),
                List.of(timing.window().dividedBy(2), Duration.ofMillis(500)).stream()
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                timing.pause(),
                timing.readyTimeout(),
                OptionalLong.empty());
    }
}
