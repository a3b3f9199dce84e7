package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import unrigged.catalog.Catalog;
import unrigged.experiment.Event;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.TrialSlot;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.measurement.ProvisionedParts;
import unrigged.measurement.RunListener;

/**
 * A plan with a catalogue of a test's own, carried out in this process on real parts, into the
 * directory {@code run} of a folder. Whether it comes to its end or not, nothing is left running.
 */
final class ExecutedPlan {
    private final Plan plan;
    private final Catalog catalog;
    private final RunDirectory directory;

    /** Reads it; nothing is measured yet. */
    ExecutedPlan(Path folder, Catalog catalog, String text) throws Exception {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
        Path file = Files.writeString(folder.resolve("plan.yaml"), text);
        this.plan = Plan.read(file.toString(), catalog, PlanChanges.NONE, 1);
        this.catalog = catalog;
        this.directory = new RunDirectory(Files.createDirectories(folder.resolve("run")));
    }

    /**
     * @param loader the generator's command after its JVM; the installed one where it is empty
     * @param phases is told each slice or trial and the phase that it enters
     */
    Journal measured(List<String> loader, BiConsumer<TrialSlot, String> phases) throws Exception {
        Installation installation = Installation.here();
        ProvisionedParts had =
                new Provisioning(installation, _ -> {})
                        .provisionedParts(Provisioning.need(catalog, plan.stacks()), catalog);
        ProvisionedParts provisioned = loader.isEmpty() ? had : with(loader, had);
        try {
            RunSession.run(
                            directory,
                            plan,
                            catalog,
                            provisioned,
                            installation,
                            0,
                            new Listener(phases))
                    .execute();
        } finally {
            assertEquals(List.of(), leftInTheEnd(directory.root()));
        }
        return Journal.read(directory.journal());
    }

    private static ProvisionedParts with(List<String> loader, ProvisionedParts had) {
        return new ProvisionedParts(
                had.nginx(),
                had.pgbouncer(),
                had.postgres(),
                had.initdb(),
                had.postgresVersion(),
                had.java(),
                loader,
                had.catalog(),
                had.environments(),
                had.unavailable(),
                had.account());
    }

    /**
     * What is there still when all had the time to end: of a supervisor that was killed, each has a
     * signal.
     */
    private static List<String> leftInTheEnd(Path root) throws IOException, InterruptedException {
        List<String> left = CliProcess.leftOver(root);
        for (int i = 0; i < 100 && !left.isEmpty(); i++) {
            Thread.sleep(100);
            left = CliProcess.leftOver(root);
        }
        return left;
    }

    /** Ends those descendants of this process that have {@code word} in their command line. */
    static void end(String word) {
        ProcessHandle.current()
                .descendants()
                .filter(p -> commandLine(p).contains(word))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Whole; the JDK gives none of more than 4096 characters. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private record Listener(BiConsumer<TrialSlot, String> phases) implements RunListener {
        @Override
        public void note(String line) {}

        @Override
        public void phase(TrialSlot slot, String phase) {
            phases.accept(slot, phase);
        }

        @Override
        public void second(TrialSlot slot, double perSecond) {}

        @Override
        public void recorded(Event event) {}
    }
}
