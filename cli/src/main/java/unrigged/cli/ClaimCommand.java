package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.claim.Claim;
import unrigged.config.Suggestion;
import unrigged.experiment.ClaimPlan;
import unrigged.experiment.Corners;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.Scenario;
import unrigged.experiment.Universes;
import unrigged.inference.ComparedMetric;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;

@Command(
        name = "claim",
        description = {
            "Where \"A > B\" holds, by how much, what reverses it, and which settings decide: measured.",
            "",
            "Both stacks are deployed together and take turns in every universe: each combination of delays, clients and"
                    + " database sessions. As many blocks as the budget allows, each with fresh servers.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --where: delays of 0 to 30 times the CPU time of a request, clients of 1 to 20 times the",
            "sync workers, a database session for one client in four or for each; workers by the article's rules.",
            "A range has five delays, or three counts, at equal steps of the logarithm.",
            "",
            "Examples:  unrigged claim \"starlette-uvicorn > flask-gunicorn\"",
            "           unrigged claim \"tomcat-virtual > tomcat-platform on p99\" --where delay=5ms..50ms,clients=50..500",
            "           unrigged claim \"flask-uwsgi > starlette-uvicorn\" --between better-sync,better-async",
            "           unrigged claim \"vertx > flask-uwsgi\" --run runs/2026-11-22-1     what a run says of it already",
            "",
            "Exit status: 0 measured, whatever the claim's fate; otherwise as `unrigged run`, 1 also where no universe says",
            "             anything of it. A stopped one goes on with `unrigged resume DIR`, and",
            "             `unrigged claim CLAIM --run DIR` then reads it.",
        })
final class ClaimCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CLAIM",
            description =
                    "\"A > B\" with the ids of two stacks; \"… on p50\", p99 or cpu for another metric than throughput.")
    @SuppressWarnings("NullAway.Init")
    private String claim;

    @Mixin private final UniverseOptions options = new UniverseOptions();

    @Option(
            names = "--between",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "X,Y",
            description =
                    "Two scenarios instead, such as better-sync,better-async: all combinations of the settings in which they differ,"
                            + " and what each setting contributes to the change.")
    private List<String> between = new ArrayList<>();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description =
                    "Measure nothing: read it out of this run, which has both stacks; of an exploration with its predictions.")
    private @Nullable Path run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Claim asked = Claim.parse(claim);
        Installation installation = Installation.here();
        Catalog catalog = Catalog.read(installation.stacks(), List.of());
        PrintWriter to = spec.commandLine().getOut();
        if (run != null) {
            Presentation.ofClaim(asked, options.json())
                    .print(
                            Report.read(ResumeCommand.existing(run)),
                            run.resolve("report.html"),
                            to);
            to.flush();
            return ExitCode.DONE;
        }
        return options.begin(
                plan(asked, catalog),
                installation,
                catalog,
                spec.commandLine(),
                Presentation.ofClaim(asked, options.json()));
    }

    private Plan plan(Claim asked, Catalog catalog) {
        StackChoice.requireKnown("the claim: ", asked.better(), catalog);
        StackChoice.requireKnown("the claim: ", asked.worse(), catalog);
        List<Scenario> universes = universes(catalog);
        if (asked.metric() == ComparedMetric.THROUGHPUT
                && universes.stream().anyMatch(u -> u.ratePerSecond().isPresent())) {
            throw new InvalidInputException(
                    "load.rate: the claim is on throughput, which in an open loop is what is offered",
                    "say \"%s on p50\", p99 or cpu; or leave out the rate".formatted(asked.text()));
        }
        return ClaimPlan.of(
                catalog,
                changes(asked, catalog),
                universes,
                options.budget(),
                cpus(),
                ThreadLocalRandom.current().nextLong(1, 1_000_000));
    }

    private List<Scenario> universes(Catalog catalog) {
        if (between.isEmpty()) {
            return Universes.of("--where", options.where(), cpus()).scenarios();
        }
        if (!options.where().isEmpty()) {
            throw new InvalidInputException(
                    "--between and --where are two ways to choose universes; give one of them");
        }
        if (between.size() != 2 || between.getFirst().equals(between.getLast())) {
            throw new InvalidInputException(
                    "--between: expected two scenarios, such as better-sync,better-async, but found "
                            + String.join(",", between));
        }
        return Corners.between(
                scenario(between.getFirst(), catalog), scenario(between.getLast(), catalog));
    }

    private static Scenario scenario(String name, Catalog catalog) {
        Plan all = Plan.read("article-scenarios", catalog, PlanChanges.NONE, 1);
        return all.scenario(name)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "--between: unknown scenario '"
                                        + name
                                        + "'"
                                        + Suggestion.among(
                                                all.scenarios().stream()
                                                        .map(Scenario::name)
                                                        .toList(),
                                                name)));
    }

    /** The reference stack has two servers: the one that is warm sooner. */
    private PlanChanges changes(Claim asked, Catalog catalog) {
        boolean worse =
                !catalog.find(asked.worse()).orElseThrow().onJvm()
                        || catalog.find(asked.better()).orElseThrow().onJvm();
        return PlanChanges.ofStacks(
                List.of(asked.better(), asked.worse()),
                worse ? asked.worse() : asked.better(),
                options.seed());
    }

    private static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }
}
