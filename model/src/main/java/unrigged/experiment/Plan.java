package unrigged.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unrigged.catalog.Catalog;

/**
 * What a run is to measure, complete: every setting has its value.
 *
 * @param stacks ids of the catalogue, the reference stack among them
 * @param blocks of a race, the most that it may have; the same of a run that has so much time
 * @param rounds of each scenario in a block
 * @param race what decides the number of blocks; empty where it is fixed
 * @param budget of a run that is no race: as many blocks as end within it
 * @param alone whether each trial has processes of its own, instead of slices in a deployment of
 *     all stacks
 * @param seed orders slices or trials
 * @param catalogs the user's own catalogue files that were there when it was read
 */
public record Plan(
        String name,
        Mode mode,
        Scale scale,
        String referenceStack,
        List<String> stacks,
        List<Scenario> scenarios,
        int blocks,
        int rounds,
        Optional<Race> race,
        Optional<Duration> budget,
        boolean alone,
        long seed,
        Timing timing,
        SliceTiming slices,
        PortRange ports,
        Settings settings,
        List<Catalog.Addition> catalogs) {

    public Plan {
        stacks = List.copyOf(stacks);
        scenarios = List.copyOf(scenarios);
        catalogs = List.copyOf(catalogs);
        if (blocks < 1) {
            throw new IllegalArgumentException("blocks must be at least 1 but is " + blocks);
        }
    }

    /** Names of the plans that come with the program. */
    public static List<String> shipped() {
        return PlanFile.SHIPPED;
    }

    /** The names of the scenarios that every plan knows. */
    public static Set<String> shippedScenarios() {
        return PlanFile.resource("scenarios.yaml").get(Scale.SCALED.id()).members().keySet();
    }

    /**
     * The catalogue files that a plan names, for the catalogue to be read with them.
     *
     * @throws unrigged.program.InvalidInputException when one is no longer what the plan was made
     *     with
     */
    public static List<Path> catalogs(String nameOrFile) {
        return PlanFile.catalogs(nameOrFile);
    }

    /**
     * Reads a plan: the name of a shipped one or a file.
     *
     * @param changes what the command line changes in it
     * @param freshSeed the seed to use when neither plan nor command line names one
     * @throws unrigged.program.InvalidInputException naming file, line and column
     */
    public static Plan read(
            String nameOrFile, Catalog catalog, PlanChanges changes, long freshSeed) {
        return PlanFile.read(nameOrFile, catalog, changes, freshSeed);
    }

    /** Reads the complete plan of a run directory. */
    public static Plan readComplete(Path file, Catalog catalog) {
        return PlanFile.read(file.toString(), catalog, PlanChanges.NONE, 0);
    }

    /** The plan as YAML, complete; {@link #readComplete} reads the same plan back. */
    public String toYaml() {
        return PlanText.of(this);
    }

    /** The same stacks and settings in other scenarios, one round of each in a block. */
    Plan inUniverses(
            String name,
            List<Scenario> universes,
            int blocks,
            Optional<Race> race,
            Optional<Duration> budget) {
        return new Plan(
                name,
                mode,
                scale,
                referenceStack,
                stacks,
                universes,
                blocks,
                1,
                race,
                budget,
                false,
                seed,
                timing,
                slices,
                ports,
                settings,
                catalogs);
    }

    public Optional<Scenario> scenario(String name) {
        return scenarios.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Whether each block has the scenarios that tell most, and others are predicted. */
    public boolean explores() {
        return race.filter(of -> of.question() == Question.UNIVERSES).isPresent();
    }

    /** Whether {@link #blocks} are the most that there can be. */
    public boolean openEnded() {
        return race.isPresent() || budget.isPresent();
    }

    public boolean needsCalibration() {
        return scenarios.stream().anyMatch(Scenario::needsCalibration);
    }

    /**
     * How many slices, without repetitions, or trials the blocks have.
     *
     * @param available ids of stacks that this machine can run
     */
    public int measurements(Set<String> available) {
        int stacks = (int) this.stacks.stream().filter(available::contains).count();
        return alone
                ? blocks * scenarios.size() * stacks
                : blocks * rounds * scenarios.size() * (stacks - 1 + RoundOrder.references(stacks));
    }

    /** The trials in their order, of a plan that is {@link #alone}. */
    public List<TrialSlot> schedule() {
        return Schedule.of(scenarios.stream().map(Scenario::name).toList(), stacks, blocks, seed);
    }

    /**
     * What is measured, and in which order.
     *
     * @param unavailable ids of stacks that this machine cannot run
     * @param cpus of this machine
     * @param questions asked by a race alone
     */
    public Design design(
            Catalog catalog, Set<String> unavailable, int cpus, OpenQuestions questions) {
        return new PlanDesign(this, catalog, unavailable, cpus, questions).design();
    }
}
