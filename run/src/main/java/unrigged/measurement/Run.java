package unrigged.measurement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.History;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Plan;
import unrigged.experiment.Scenario;
import unrigged.journal.Journal;
import unrigged.journal.JournalException;
import unrigged.journal.JournalWriter;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.SupervisorLostException;
import unrigged.program.EnvironmentException;

/**
 * Carries out a plan, or what is left of it, into a run directory. Everything that the journal says
 * is finished stays finished: the same call begins a run and goes on with one.
 */
public final class Run {
    private static final long SPACE_MIN = 200L << 20;

    private final RunDirectory directory;
    private final Plan plan;
    private final Catalog catalog;
    private final Map<String, String> unavailable;
    private final OpenQuestions questions;
    private final Measurement.Source source;
    private final long setUpNs;
    private final Clock clock;
    private final RunListener listener;

    /**
     * @param directory exists; its {@code plan.yaml} and {@code environment.json} are written
     * @param unavailable why a stack cannot run on this machine, by its id
     * @param questions asked by a race alone
     * @param source what measures
     * @param setUpNs what provisioning took, for the record
     */
    public Run(
            RunDirectory directory,
            Plan plan,
            Catalog catalog,
            Map<String, String> unavailable,
            OpenQuestions questions,
            Measurement.Source source,
            long setUpNs,
            Clock clock,
            RunListener listener) {
        this.directory = directory;
        this.plan = plan;
        this.catalog = catalog;
        this.unavailable = Map.copyOf(unavailable);
        this.questions = questions;
        this.source = source;
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
        try {
            requireSpace();
            try (Measurement measurement = source.open();
                    JournalWriter journal = JournalWriter.open(directory.journal(), clock)) {
                new Session(measurement, journal).run();
            }
        } catch (JournalException e) {
            throw stopped(
                    e.what(),
                    "see that there is disk space and that the directory can be written",
                    e);
        } catch (SupervisorLostException e) {
            throw stopped(
                    e.what(), e.hint().orElse("see the kernel's log (dmesg) for what ended it"), e);
        } catch (UncheckedIOException e) {
            throw stopped(TrialFailures.file(e), "see that it can be read and written", e);
        } catch (IOException e) {
            throw stopped(TrialFailures.file(e), "see that it can be read and written", e);
        }
    }

    private EnvironmentException stopped(String why, String remedy, Exception cause) {
        return new EnvironmentException(
                "the run cannot go on: " + why + "\n  in:     " + directory.root(),
                remedy + "; then resume the run, finished trials count",
                cause);
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(directory.root()).getUsableSpace();
        if (free < SPACE_MIN) {
            throw new EnvironmentException(
                    "no disk space: %s has %d MiB free, expected at least %d MiB."
                            .formatted(directory.root(), free >> 20, SPACE_MIN >> 20),
                    "free some, or choose another place with --out");
        }
    }

    /** One stretch of work on the run, from its start or resumption to its end or interruption. */
    private final class Session {
        private final Measurement measurement;
        private final JournalWriter writer;
        private final Experiment experiment;
        private final long startedNs = clock.nowNs();
        private final long ownCpuBeforeNs;

        Session(Measurement measurement, JournalWriter writer) {
            this.measurement = measurement;
            this.writer = writer;
            this.experiment =
                    new Experiment(
                            plan.design(
                                    catalog, unavailable.keySet(), measurement.cpus(), questions),
                            measurement,
                            Journal.read(directory.journal()).history(),
                            this::journal);
            this.ownCpuBeforeNs = measurement.ownCpuNs();
        }

        void run() throws InterruptedException, IOException {
            Files.createDirectories(directory.root().resolve("histograms"));
            try {
                begin();
                experiment.run();
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
            } catch (RuntimeException e) {
                reason.addSuppressed(e);
            }
        }

        private void stopped(Optional<String> why) {
            experiment.record(
                    new Event.RunStopped(
                            why.isEmpty(),
                            why,
                            setUpNs,
                            clock.nowNs() - startedNs,
                            experiment.underLoadNs(),
                            measurement.ownCpuNs() - ownCpuBeforeNs));
        }

        private void begin() {
            History before = experiment.history();
            experiment.record(
                    before.events().isEmpty()
                            ? started()
                            : new Event.RunResumed(before.trialsEnded()));
            Set<String> known = new HashSet<>();
            before.all(Event.StackUnavailable.class).forEach(gone -> known.add(gone.stack()));
            for (String id : plan.stacks()) {
                String why = unavailable.get(id);
                if (why != null && known.add(id)) {
                    experiment.record(new Event.StackUnavailable(id, why));
                }
            }
        }

        private Event started() {
            Set<String> available = new HashSet<>(plan.stacks());
            available.removeAll(unavailable.keySet());
            List<Event.StackInfo> stacks =
                    plan.stacks().stream()
                            .map(id -> Event.StackInfo.of(catalog.find(id).orElseThrow()))
                            .toList();
            return new Event.RunStarted(
                    directory.name(),
                    plan.name(),
                    plan.mode().id(),
                    plan.scale().id(),
                    plan.referenceStack(),
                    plan.seed(),
                    plan.blocks(),
                    measurement.cpus(),
                    plan.scenarios().stream().map(Scenario::name).toList(),
                    stacks,
                    plan.alone() ? plan.schedule().size() : plan.measurements(available),
                    plan.alone() ? OptionalInt.empty() : OptionalInt.of(plan.rounds()),
                    plan.race().map(race -> race.question().id()));
        }

        private void journal(Event event) {
            writer.append(event);
            listener.recorded(event);
        }
    }
}
