package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;

/** A run of a plan on a simulated machine, with a journal on the disk. */
final class SimulatedRun {
    static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));

    final SimulatedClock clock = new SimulatedClock();
    final SimulatedMeasurement machine;
    final RunDirectory directory;
    private final Plan plan;
    private final OpenQuestions questions;

    SimulatedRun(Path folder, String plan, Map<String, SimulatedStack> stacks, SimulatedNoise noise)
            throws IOException {
        this(folder, plan, stacks, noise, OpenQuestions.NONE);
    }

    SimulatedRun(
            Path folder,
            String plan,
            Map<String, SimulatedStack> stacks,
            SimulatedNoise noise,
            OpenQuestions questions)
            throws IOException {
        this.questions = questions;
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("asked.yaml"), plan);
        this.plan = Plan.read(file.toString(), CATALOG, PlanChanges.NONE, 7);
        this.directory = new RunDirectory(Files.createDirectories(folder.resolve("run")));
        this.machine = new SimulatedMeasurement(2, stacks, noise, clock);
    }

    /** Begins the run, or goes on with it. */
    void go() throws InterruptedException {
        new Run(
                        directory,
                        plan,
                        CATALOG,
                        Map.of(),
                        questions,
                        () -> machine,
                        0,
                        clock,
                        new RunListener() {
                            @Override
                            public void note(String line) {}

                            @Override
                            public void phase(TrialSlot slot, String phase) {}

                            @Override
                            public void second(TrialSlot slot, double perSecond) {}

                            @Override
                            public void recorded(Event event) {}
                        })
                .execute();
    }

    Journal journal() {
        return Journal.read(directory.journal());
    }

    /** Ids of the trials that ended, in the order of their first end. */
    List<String> order() {
        return journal().all(Event.Observation.class).stream()
                .map(end -> end.slot().id())
                .distinct()
                .toList();
    }
}
