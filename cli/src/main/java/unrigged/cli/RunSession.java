package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.experiment.OpenQuestions;
import unrigged.experiment.Plan;
import unrigged.exploration.ExplorationJudge;
import unrigged.inference.RaceJudge;
import unrigged.inference.RunResult;
import unrigged.journal.Journal;
import unrigged.journal.JournalWriter;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;
import unrigged.journal.WholeFile;
import unrigged.measurement.LocalMeasurement;
import unrigged.measurement.ProvisionedParts;
import unrigged.measurement.Run;
import unrigged.measurement.RunListener;
import unrigged.metric.Clock;
import unrigged.program.EnvironmentException;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

/** What `run` and `resume` share: provision, measure, report, and an orderly end whatever comes. */
final class RunSession {
    private final Installation installation;
    private final Catalog catalog;
    private final RunDirectory directory;
    private final CommandLine line;
    private final Presentation presentation;
    private final Clock clock = Clock.system();

    RunSession(
            Installation installation,
            Catalog catalog,
            RunDirectory directory,
            CommandLine line,
            Presentation presentation) {
        this.installation = installation;
        this.catalog = catalog;
        this.directory = directory;
        this.line = line;
        this.presentation = presentation;
    }

    int begin(Plan plan) throws InterruptedException, IOException {
        return session(plan, true);
    }

    int resume() throws InterruptedException, IOException {
        requireSameVersion();
        return session(Plan.readComplete(directory.plan(), catalog), false);
    }

    /** What an older version did not record cannot be gone on from. */
    private void requireSameVersion() {
        if (Files.exists(directory.journal())) {
            int version = Journal.read(directory.journal()).version();
            if (version < JournalWriter.VERSION) {
                throw new InvalidInputException(
                        "%s cannot be resumed: its journal is of version %d, in which calibrations and searches for workers have no raw data; this program goes on with version %d"
                                .formatted(directory.root(), version, JournalWriter.VERSION),
                        "`unrigged report %s` shows it; `unrigged run %s` measures the same plan again"
                                .formatted(
                                        shown(directory),
                                        ShellWord.of(directory.plan().toString())));
            }
        }
    }

    private int session(Plan plan, boolean fresh) throws InterruptedException, IOException {
        try (Interruption _ = Interruption.watch()) {
            measure(plan, fresh);
            return present();
        }
    }

    private void measure(Plan plan, boolean fresh) throws InterruptedException, IOException {
        try (Console console = Console.open(progress(plan, fresh), line.getErr())) {
            try {
                measure(plan, fresh, console);
            } catch (InterruptedException e) {
                console.leave(
                        Files.exists(directory.plan())
                                ? "stopped; %s are kept. To go on:  unrigged resume %s"
                                        .formatted(
                                                plan.alone()
                                                        ? "finished trials"
                                                        : "finished blocks",
                                                shown(directory))
                                : "stopped before anything was measured");
                throw e;
            }
        }
    }

    private RunProgress progress(Plan plan, boolean fresh) {
        RunProgress progress =
                new RunProgress(plan, catalog, Runtime.getRuntime().availableProcessors(), clock);
        if (!fresh && Files.exists(directory.journal())) {
            progress.before(Journal.read(directory.journal()).history());
        }
        return progress;
    }

    private void measure(Plan plan, boolean fresh, Console console)
            throws InterruptedException, IOException {
        long from = clock.nowNs();
        ProvisionedParts provisioned =
                new Provisioning(installation, console::note)
                        .provisionedParts(Provisioning.need(catalog, plan.stacks()), catalog);
        long setUpNs = clock.nowNs() - from;
        new DryRun(plan, catalog, Runtime.getRuntime().availableProcessors())
                .raceLines()
                .forEach(console::note);
        if (fresh) {
            Files.createDirectories(directory.root());
            write(plan, provisioned);
        } else {
            requireTheSame(plan, provisioned, console);
        }
        try {
            run(directory, plan, catalog, provisioned, installation, setUpNs, console).execute();
        } catch (EnvironmentException refused) {
            if (fresh && !Files.exists(directory.journal())) {
                Files.deleteIfExists(directory.plan());
                Files.deleteIfExists(directory.environment());
                Files.delete(directory.root());
            }
            throw refused;
        }
    }

    /**
     * Reads back what was journaled: the table is of the record, not of what this process
     * remembers.
     */
    private int present() {
        RunResult result = Report.read(directory);
        return present(result, Report.write(directory, result), presentation, line);
    }

    /** The run's exit status; what has no answer in it was asked in order, and has failed. */
    static int present(RunResult result, Path report, Presentation presentation, CommandLine line) {
        PrintWriter out = line.getOut();
        RunStatus status = RunStatus.of(result);
        try {
            presentation.print(result, report, out);
        } catch (InvalidInputException nothing) {
            line.getErr().println("unrigged: " + nothing.text());
            line.getErr().println("report: " + report);
            status = status.orFailed();
        }
        out.flush();
        status.why().ifPresent(why -> line.getErr().println("unrigged: " + why));
        return status.status();
    }

    private void requireTheSame(Plan plan, ProvisionedParts provisioned, Console console)
            throws IOException {
        if (!Files.exists(directory.environment())) {
            console.note(
                    "environment.json is missing: whether the machine is the same is not known");
            return;
        }
        ResumeCheck check =
                ResumeCheck.of(
                        Json.LINES.readTree(Files.readString(directory.environment())),
                        Json.LINES.valueToTree(environment(plan, provisioned)));
        if (!check.refusals().isEmpty()) {
            throw new EnvironmentException(
                    "the run cannot be resumed here, since its figures could not be compared:\n  "
                            + String.join("\n  ", check.refusals()),
                    "bring back what was there when it began, or begin a new run");
        }
        check.notes().forEach(note -> console.note("changed since the run began: " + note));
    }

    private Map<String, Object> environment(Plan plan, ProvisionedParts provisioned) {
        return MachineRecord.of(
                installation, provisioned, plan.stacks().stream().map(this::stack).toList(), clock);
    }

    /** The run of a plan on this machine. */
    static Run run(
            RunDirectory directory,
            Plan plan,
            Catalog catalog,
            ProvisionedParts provisioned,
            Installation installation,
            long setUpNs,
            RunListener listener) {
        Clock clock = Clock.system();
        return new Run(
                directory,
                plan,
                catalog,
                unavailable(plan, catalog, provisioned),
                questions(plan),
                () ->
                        LocalMeasurement.open(
                                directory,
                                plan,
                                catalog,
                                provisioned,
                                installation.cacheDirectory(),
                                installation.java(),
                                clock,
                                listener),
                setUpNs,
                clock,
                listener);
    }

    private static OpenQuestions questions(Plan plan) {
        return plan.explores() ? new ExplorationJudge() : new RaceJudge();
    }

    /** Why a stack cannot run here, by its id. */
    private static Map<String, String> unavailable(
            Plan plan, Catalog catalog, ProvisionedParts provisioned) {
        Map<String, String> why = new LinkedHashMap<>();
        for (String id : plan.stacks()) {
            provisioned
                    .whyUnavailable(catalog.find(id).orElseThrow())
                    .ifPresent(reason -> why.put(id, reason));
        }
        return why;
    }

    private Stack stack(String id) {
        return catalog.find(id).orElseThrow();
    }

    /** The plan last, by a rename: a directory with a plan is one that can be resumed. */
    private void write(Plan plan, ProvisionedParts provisioned) throws IOException {
        WholeFile.write(
                directory.environment(),
                Json.LINES
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(environment(plan, provisioned))
                        + "\n");
        WholeFile.write(directory.plan(), plan.toYaml());
    }

    private static String shown(RunDirectory directory) {
        Path here = Path.of("").toAbsolutePath();
        return ShellWord.of(
                directory.root().startsWith(here)
                        ? here.relativize(directory.root()).toString()
                        : directory.root().toString());
    }
}
