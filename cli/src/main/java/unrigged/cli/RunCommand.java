package unrigged.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.config.Suggestion;
import unrigged.experiment.Mode;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.experiment.Scale;
import unrigged.program.InvalidInputException;

@Command(
        name = "run",
        description = {
            "The main job: set up what is missing, measure, print the table, write the report.",
            "",
            "In each block it brings up load generator → nginx → the servers of all stacks → PgBouncer → PostgreSQL, "
                    + "proves an answer of each and warms it up; then the stacks take turns in short slices, in random order.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Plans:     quick (default, about ten minutes), article (every row of the article there is),",
            "           article-scenarios (the same in all four scenarios), java (every Java row), calibration (for `unrigged predict`),",
            "           or a file of your own",
            "Scenarios: original, baseline, better-async, better-sync",
            "",
            "Examples:  unrigged run",
            "           unrigged run --stacks flask-gunicorn,starlette-uvicorn --scenario better-async --blocks 5",
            "           unrigged run article --dry-run",
            "           unrigged run article --until decided --budget 30m --question rank",
            "           unrigged run article --mode faithful-2020 --scale absolute",
            "           unrigged run --scenario baseline --workers tuned",
            "           unrigged run --stacks mine/stacks.yaml,flask-gunicorn   (docs/adding-a-stack.md)",
            "           unrigged run my-plan.yaml --seed 7 --out results/mine --json",
            "",
            "Exit status: 0 every trial was measured and no row has an error (stacks that this machine cannot run are left out,",
            "             their rows say why), 1 a trial failed, a row has an error, or nothing was measured, 2 wrong use,",
            "             3 the environment cannot do it, 130 interrupted",
            "",
            "Ctrl-C shuts down cleanly; `unrigged resume DIR` goes on. After a kill, too: only the incomplete block is begun anew.",
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            defaultValue = "quick",
            description = "Name of a plan, or a YAML file (default: ${DEFAULT-VALUE}).")
    private String plan = "quick";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's directory; must be new or empty (default: runs/DATE-N).")
    private @Nullable Path out;

    @Option(
            names = "--stacks",
            split = ",",
            paramLabel = "A,B",
            description =
                    "Measure these stacks, or those of a catalogue file of your own (mine/stacks.yaml);"
                            + " the reference stack is always added.")
    private List<String> stacks = new ArrayList<>();

    @Option(
            names = {"--reference", "--baseline"},
            paramLabel = "A",
            description = "Compare with this stack (default: the plan's).")
    private @Nullable String referenceStack;

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "X,Y",
            description = "Measure in these scenarios.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--blocks",
            paramLabel = "N",
            description =
                    "How often all stacks are started anew; the unit of every interval, which needs at least 3.")
    private @Nullable Integer blocks;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each stack has a slice in a block, per scenario.")
    private @Nullable Integer rounds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RaceOptions race;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Orders the trials; journaled (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "fair (equal work for all) or faithful-2020 (as published, flaws included).")
    private @Nullable String mode;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            description =
                    "scaled (the article's ratios on this machine) or absolute (its numbers).")
    private @Nullable String scale;

    @Option(
            names = "--workers",
            paramLabel = "RULE",
            description =
                    "How many workers every stack gets: a number, a rule such as 3*cpus+1, or 'tuned':"
                            + " Unrigged searches each stack's best number first (default: the scenario's rules).")
    private @Nullable String workers;

    @Option(
            names = "--set",
            paramLabel = "SECTION.KEY=VALUE",
            mapFallbackValue = "",
            description =
                    "Change a setting, for example driver.pool_size=4; unrigged factors lists them all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--json",
            description = "The result as one JSON document on stdout; progress goes to stderr.")
    private boolean json;

    @Option(
            names = "--dry-run",
            description =
                    "Only tell what would run, how long it takes, how much memory it needs and how narrow its intervals become.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.here();
        PlanArgument.requirePlan(plan, installation);
        StackChoice choice = StackChoice.of(installation, stacks, Plan.catalogs(plan));
        Catalog catalog = choice.catalog();
        Plan complete =
                Plan.read(
                        plan,
                        catalog,
                        changes(choice),
                        ThreadLocalRandom.current().nextLong(1, 1_000_000));
        if (dryRun) {
            new DryRun(complete, catalog, Runtime.getRuntime().availableProcessors())
                    .print(spec.commandLine().getOut(), json);
            return ExitCode.DONE;
        }
        return new RunSession(
                        installation,
                        catalog,
                        FreshDirectory.of(out),
                        spec.commandLine(),
                        Presentation.ofRun(json))
                .begin(complete);
    }

    private PlanChanges changes(StackChoice choice) {
        if (referenceStack != null) {
            StackChoice.requireKnown("--reference: ", referenceStack, choice.catalog());
        }
        return new PlanChanges(
                choice.stacks(),
                Optional.ofNullable(referenceStack),
                scenarios,
                count("--blocks", blocks),
                count("--rounds", rounds),
                race.race(),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                named("--mode", mode, Mode.values(), Mode::id),
                named("--scale", scale, Scale.values(), Scale::id),
                Optional.ofNullable(workers),
                settings);
    }

    private static OptionalInt count(String option, @Nullable Integer given) {
        if (given != null && given < 1) {
            throw new InvalidInputException(
                    option + ": expected a whole number of at least 1 but found " + given);
        }
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    private static <E> Optional<E> named(
            String option, @Nullable String given, E[] values, Function<E, String> idOf) {
        return given == null ? Optional.empty() : Optional.of(oneOf(option, given, values, idOf));
    }

    /** The value with that name. */
    static <E> E oneOf(String option, String given, E[] values, Function<E, String> idOf) {
        List<String> known = new ArrayList<>();
        for (E value : values) {
            if (idOf.apply(value).equals(given)) {
                return value;
            }
            known.add(idOf.apply(value));
        }
        throw new InvalidInputException(
                option + ": unknown value '" + given + "'" + Suggestion.among(known, given));
    }
}
