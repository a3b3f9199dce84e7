package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;
import unrigged.catalog.Stack;
import unrigged.deployment.ConnectionCapacity;
import unrigged.deployment.MachineLimits;
import unrigged.deployment.Treatment;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Machine;
import unrigged.experiment.Plan;
import unrigged.experiment.Scenario;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Event;
import unrigged.journal.Journal;
import unrigged.journal.JournalException;
import unrigged.journal.JournalWriter;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.ProcessTable;
import unrigged.process.Supervisor;
import unrigged.process.SupervisorLostException;

/**
 * Carries out a plan, or what is left of it, into a run directory. Everything that the journal says
 * is finished stays finished: the same call begins a run and goes on with one.
 */
public final class Run {
    private static final long MIN_SPACE = 200L << 20;

    private final RunDirectory directory;
    private final Plan plan;
    private final Catalog catalog;
    private final ProvisionedParts provisioned;
    private final Path cacheDirectory;
    private final Path javaHome;
    private final long setUpNs;
    private final Clock clock;
    private final RunListener listener;

    /**
     * @param directory exists; its {@code plan.yaml} and {@code environment.json} are written
     * @param cacheDirectory the private directory in which the table is kept
     * @param setUpNs what provisioning took, for the record
     */
    public Run(
            RunDirectory directory,
            Plan plan,
            Catalog catalog,
            ProvisionedParts provisioned,
            Path cacheDirectory,
            Path javaHome,
            long setUpNs,
            Clock clock,
            RunListener listener) {
        this.directory = directory;
        this.plan = plan;
        this.catalog = catalog;
        this.provisioned = provisioned;
        this.cacheDirectory = cacheDirectory;
        this.javaHome = javaHome;
        this.setUpNs = setUpNs;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Measures until the plan is done.
     *
     * @throws InterruptedException after an orderly stop; what was finished is in the journal
     * @throws EnvironmentException when the environment does not allow it
     */
    public void execute() throws InterruptedException {
        try (MeasuringLock _ = MeasuringLock.take(cacheDirectory, "run " + directory.root())) {
            requireSpace();
            try (Supervisor supervisor = Supervisor.start(javaHome);
                    JournalWriter journal = JournalWriter.open(directory.journal(), clock)) {
                Ports ports = new Ports(plan.ports(), (int) ProcessHandle.current().pid() * 97);
                Path cluster =
                        new DataSet(
                                        cacheDirectory,
                                        provisioned,
                                        supervisor,
                                        ports,
                                        clock,
                                        listener::note)
                                .ready();
                TrialContext context =
                        new TrialContext(directory, provisioned, supervisor, cluster, ports, clock);
                new Session(context, journal).run();
            }
        } catch (JournalException e) {
            throw stopped(
                    String.valueOf(e.getMessage()),
                    "see that there is disk space and that the directory can be written",
                    e);
        } catch (SupervisorLostException e) {
            throw stopped(
                    String.valueOf(e.getMessage()),
                    "see the kernel's log (dmesg) for what ended it",
                    e);
        } catch (UncheckedIOException e) {
            throw stopped(TrialFailures.file(e), "see that it can be read and written", e);
        } catch (IOException e) {
            throw stopped(TrialFailures.file(e), "see that it can be read and written", e);
        }
    }

    private EnvironmentException stopped(String why, String remedy, Exception cause) {
        return new EnvironmentException(
                "the run cannot go on: "
                        + why
                        + "\n  in:     "
                        + directory.root()
                        + "\n  to fix: "
                        + remedy
                        + "; then resume the run, finished trials count",
                cause);
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(directory.root()).getUsableSpace();
        if (free < MIN_SPACE) {
            throw new EnvironmentException(
                    "no disk space: %s has %d MiB free, expected at least %d MiB.\n  to fix: free some, or choose another place with --out"
                            .formatted(directory.root(), free >> 20, MIN_SPACE >> 20));
        }
    }

    /** One stretch of work on the run, from its start or resumption to its end or interruption. */
    private final class Session {
        private final TrialContext context;
        private final JournalWriter writer;
        private final Journal before;
        private final Map<String, Event.ScenarioResolved> resolved = new HashMap<>();
        private final long startedNs = clock.nowNs();
        private final long controllerCpuNs;
        private long underLoadNs;

        Session(TrialContext context, JournalWriter writer) {
            this.context = context;
            this.writer = writer;
            this.before = Journal.read(directory.journal());
            this.controllerCpuNs = Snapshot.ownNs(ProcessTable.read(), context.controllerPids());
        }

        void run() throws InterruptedException, IOException {
            Files.createDirectories(directory.root().resolve("histograms"));
            try {
                begin();
                Machine machine = machine();
                resolveScenarios(machine);
                requireCapacity();
                Map<String, Integer> tuned = tuneWorkers();
                trials(tuned);
            } catch (InterruptedException e) {
                stopped("interrupted", e);
                throw e;
            } catch (RuntimeException e) {
                stopped(
                        "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                        e);
                throw e;
            }
            stopped(Optional.empty());
        }

        /** The record of an end that has a reason already; a further failure must not hide it. */
        private void stopped(String why, Exception reason) {
            try {
                stopped(Optional.of(why));
            } catch (RuntimeException | IOException e) {
                reason.addSuppressed(e);
            }
        }

        private void stopped(Optional<String> why) throws IOException {
            ScratchDirectory.delete(directory.root().resolve("scratch"));
            long controllerCpu =
                    Snapshot.ownNs(ProcessTable.read(), context.controllerPids()) - controllerCpuNs;
            record(
                    new Event.RunStopped(
                            why.isEmpty(),
                            why,
                            setUpNs,
                            clock.nowNs() - startedNs,
                            underLoadNs,
                            controllerCpu));
        }

        private void begin() {
            List<Event.StackInfo> stacks =
                    plan.stacks().stream().map(id -> info(stack(id))).toList();
            if (before.entries().isEmpty()) {
                record(
                        new Event.RunStarted(
                                directory.name(),
                                plan.name(),
                                plan.mode().id(),
                                plan.scale().id(),
                                plan.referenceStack(),
                                plan.seed(),
                                plan.blocks(),
                                context.cpus(),
                                plan.scenarios().stream().map(Scenario::name).toList(),
                                stacks,
                                plan.schedule().size()));
            } else {
                record(new Event.RunResumed(before.ended().size()));
            }
            Set<String> known =
                    new HashSet<>(
                            before.all(Event.StackUnavailable.class).stream()
                                    .map(Event.StackUnavailable::stack)
                                    .toList());
            for (String id : plan.stacks()) {
                String why = provisioned.unavailable().get(stack(id).environment().name());
                if (why != null && known.add(id)) {
                    record(new Event.StackUnavailable(id, why));
                }
            }
        }

        private Machine machine() throws InterruptedException {
            if (!plan.needsCalibration()) {
                return new Machine(context.cpus(), OptionalLong.empty());
            }
            Optional<Event.Calibrated> done = before.last(Event.Calibrated.class);
            if (done.isPresent()) {
                return new Machine(context.cpus(), OptionalLong.of(done.get().totalNs()));
            }
            listener.note("calibrating: the CPU time of one request of " + plan.referenceStack());
            Event.Calibrated calibrated =
                    Calibration.measure(context, plan, stack(plan.referenceStack()), listener);
            underLoadNs +=
                    plan.timing()
                            .warmUpFor(stack(plan.referenceStack()).language())
                            .plus(plan.timing().window())
                            .toNanos();
            record(calibrated);
            return new Machine(context.cpus(), OptionalLong.of(calibrated.totalNs()));
        }

        private void resolveScenarios(Machine machine) {
            before.all(Event.ScenarioResolved.class).forEach(r -> resolved.put(r.scenario(), r));
            for (Scenario s : plan.scenarios()) {
                if (!resolved.containsKey(s.name())) {
                    Event.ScenarioResolved now =
                            new Event.ScenarioResolved(
                                    s.name(),
                                    s.title(),
                                    s.resolve(machine, Concurrency.SYNC),
                                    s.resolve(machine, Concurrency.COROUTINE));
                    record(now);
                    resolved.put(s.name(), now);
                }
            }
        }

        /** Before the first trial, not in the middle of the run. */
        private void requireCapacity() {
            MachineLimits machine = Limits.ofThisMachine();
            for (Scenario scenario : plan.scenarios()) {
                Optional<String> shortQueue = Optional.empty();
                for (String id : plan.stacks()) {
                    Stack stack = stack(id);
                    CellSettings resolvedSettings = settings(scenario.name(), stack);
                    Treatment treatment =
                            new Treatment(stack, resolvedSettings, plan.settings(), plan.timing());
                    String where = id + " in " + scenario.name();
                    require(
                            ConnectionCapacity.tooLow(treatment),
                            "a limit of the plan is too low for " + where,
                            "leave it out, it then follows from the scenario; or raise it");
                    require(
                            ConnectionCapacity.of(treatment).shortages(machine, treatment),
                            "this machine is too small for " + where,
                            "raise the limit, or take fewer clients in a scenario of your own (define: in a plan)");
                    shortQueue =
                            shortQueue.or(() -> ConnectionCapacity.shortQueue(machine, treatment));
                }
                shortQueue.ifPresent(what -> listener.note(scenario.name() + ": " + what));
            }
        }

        private static void require(List<String> obstacles, String what, String remedy) {
            if (!obstacles.isEmpty()) {
                throw new EnvironmentException(
                        "%s:\n  %s\n  to fix: %s"
                                .formatted(what, String.join("\n  ", obstacles), remedy));
            }
        }

        /** As it was recorded, whatever this machine would make of it today. */
        private CellSettings settings(String scenario, Stack stack) {
            Event.ScenarioResolved recorded = resolved.get(scenario);
            if (recorded == null) {
                throw new IllegalStateException("the scenario " + scenario + " was not resolved");
            }
            return stack.concurrency().sync() ? recorded.sync() : recorded.async();
        }

        /** The counts that were found, by scenario and stack; empty where the plan has rules. */
        private Map<String, Integer> tuneWorkers() throws InterruptedException {
            Map<String, Integer> found = new HashMap<>();
            WorkerTuning tuning = new WorkerTuning(context, plan, before, listener, this::record);
            for (Scenario scenario : plan.scenarios()) {
                for (String id : scenario.tuned() ? plan.stacks() : List.<String>of()) {
                    Stack stack = stack(id);
                    if (!provisioned.unavailable().containsKey(stack.environment().name())) {
                        found.put(
                                scenario.name() + "/" + id,
                                tuning.workers(
                                        scenario.name(), stack, settings(scenario.name(), stack)));
                    }
                }
            }
            underLoadNs += tuning.underLoadNs();
            return found;
        }

        private void trials(Map<String, Integer> tuned) throws InterruptedException {
            Map<String, Event.Observation> ended = before.ended();
            for (TrialSlot slot : plan.schedule()) {
                Stack stack = stack(slot.stack());
                boolean available =
                        !provisioned.unavailable().containsKey(stack.environment().name());
                if (available && !ended.containsKey(slot.id())) {
                    CellSettings settings = settings(slot.scenario(), stack);
                    @Nullable Integer workers = tuned.get(slot.scenario() + "/" + slot.stack());
                    trial(slot, stack, workers == null ? settings : settings.withWorkers(workers));
                }
            }
        }

        private void trial(TrialSlot slot, Stack stack, CellSettings settings)
                throws InterruptedException {
            int attempt =
                    1
                            + (int)
                                    before.all(Event.TrialStarted.class).stream()
                                            .filter(started ->
                                                    started.slot().id().equals(slot.id()))
                                            .count();
            record(new Event.TrialStarted(slot, attempt));
            Treatment treatment = new Treatment(stack, settings, plan.settings(), plan.timing());
            Event.Observation end = new Trial(context, treatment, slot, attempt, listener).run();
            underLoadNs += end.timeline().underLoadNs();
            record(end);
        }

        private void record(Event event) {
            writer.append(event);
            listener.recorded(event);
        }
    }

    private Stack stack(String id) {
        return catalog.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("the plan names the unknown stack " + id));
    }

    private Event.StackInfo info(Stack stack) {
        return new Event.StackInfo(
                stack.id(),
                stack.framework(),
                stack.server(),
                stack.language(),
                stack.concurrency().id(),
                stack.concurrency().title(),
                stack.driver(),
                stack.concurrency().sync(),
                stack.http(),
                stack.request().map(custom -> "GET " + custom.path()));
    }
}
