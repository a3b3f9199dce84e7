package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.experiment.ExplorationPlan;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.Universes;
import unrigged.exploration.Exploration;
import unrigged.exploration.ExplorationCheck;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

@Command(
        name = "explore",
        description = {
            "Who is ahead in hundreds of universes, from measuring those that tell most.",
            "",
            "All stacks are deployed together. Each block measures a sixth of the universes, at most 40: those after which"
                    + " the fewest verdicts are expected to be wrong. The others are predicted: by the queueing model of"
                    + " `unrigged predict`, and by how far measured universes deviate from it. Every verdict says whether"
                    + " it was measured or predicted, and how sure it is. docs/method.md has the method.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A universe is a combination of delay, clients and database sessions, as of `unrigged claim`.",
            "It ends when every verdict is decided, or when the budget is spent.",
            "",
            "Examples:  unrigged explore flask-gunicorn,starlette-uvicorn,vertx --where delay=1ms..40ms/8,clients=7..120/4",
            "           unrigged explore --run runs/2026-11-22-1                      what a run says of its scenarios",
            "           unrigged explore --run runs/2026-11-22-1 --against runs/2026-11-22-2      and how another one agrees",
            "",
            "Exit status: as `unrigged run`. A stopped one goes on with `unrigged resume DIR`.",
        })
final class ExploreCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "STACK",
            description =
                    "Ids of stacks, the reference stack first, or a catalogue file of your own.")
    private List<String> stacks = new ArrayList<>();

    @Mixin private final UniverseOptions options = new UniverseOptions();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Measure nothing: explore what this run measured.")
    private @Nullable Path run;

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description =
                    "With --run: how a run that measured the same scenarios agrees with its verdicts.")
    private @Nullable Path against;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter to = spec.commandLine().getOut();
        if (run != null) {
            read(run, to);
            to.flush();
            return ExitCode.DONE;
        }
        if (against != null) {
            throw new InvalidInputException(
                    "--against: says what an explored run is set beside, so it needs --run DIR");
        }
        Installation installation = Installation.here();
        StackChoice choice = StackChoice.ofArguments(installation, stacks);
        if (choice.stacks().size() < 2) {
            throw new InvalidInputException(
                    "expected at least two stacks, the reference stack first, but found "
                            + choice.stacks().size(),
                    "for example: unrigged explore flask-gunicorn,starlette-uvicorn",
                    "`unrigged stacks` lists them; --run DIR explores what a run measured");
        }
        int cpus = Runtime.getRuntime().availableProcessors();
        Plan plan =
                ExplorationPlan.of(
                        choice.catalog(),
                        PlanChanges.ofStacks(
                                choice.stacks(), choice.stacks().getFirst(), options.seed()),
                        Universes.of("--where", options.where(), cpus).scenarios(),
                        options.budget(),
                        ThreadLocalRandom.current().nextLong(1, 1_000_000));
        return options.begin(
                plan,
                installation,
                choice.catalog(),
                spec.commandLine(),
                Presentation.ofExploration(options.json()));
    }

    private void read(Path explored, PrintWriter to) {
        if (!stacks.isEmpty()) {
            throw new InvalidInputException(
                    "--run: explores the stacks that the run has; leave out "
                            + String.join(",", stacks));
        }
        Exploration exploration =
                Exploration.ofMeasured(Report.read(ResumeCommand.existing(explored)));
        Presentation.print(
                exploration,
                Optional.ofNullable(against)
                        .map(dir ->
                                ExplorationCheck.of(
                                        exploration, Report.read(ResumeCommand.existing(dir)))),
                options.json(),
                to);
    }
}
