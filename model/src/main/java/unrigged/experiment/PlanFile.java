package unrigged.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import unrigged.catalog.Catalog;
import unrigged.config.ConfigNode;
import unrigged.config.Durations;
import unrigged.config.Suggestion;
import unrigged.config.Yaml;
import unrigged.program.InvalidInputException;

/** Plan file → {@link Plan}: the file's own values on top of the mode's on top of the defaults. */
final class PlanFile {
    static final List<String> SHIPPED =
            List.of("quick", "article", "article-scenarios", "java", "calibration");

    private static final String REFERENCE_STACK = "reference_stack";
    static final String CONCURRENT = "concurrent";
    static final String ALONE = "alone";

    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final ConfigNode root;
    private final Catalog catalog;
    private final PlanChanges changes;

    private PlanFile(ConfigNode root, Catalog catalog, PlanChanges changes) {
        this.root = root;
        this.catalog = catalog;
        this.changes = changes;
    }

    static Plan read(String nameOrFile, Catalog catalog, PlanChanges changes, long freshSeed) {
        return new PlanFile(open(nameOrFile), catalog, changes).plan(freshSeed);
    }

    private static ConfigNode open(String nameOrFile) {
        if (SHIPPED.contains(nameOrFile)) {
            return resource(nameOrFile + ".yaml");
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file) && !nameOrFile.contains("/") && !nameOrFile.endsWith(".yaml")) {
            throw new InvalidInputException(
                    "unknown plan '"
                            + nameOrFile
                            + "'"
                            + Suggestion.among(SHIPPED, nameOrFile)
                            + "; or give the path of a plan file");
        }
        return Yaml.read(file);
    }

    static ConfigNode resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(PlanFile.class.getResourceAsStream(name), name)) {
            return Yaml.parse(
                    "(shipped) " + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the shipped file " + name + " cannot be read", e);
        }
    }

    /**
     * The catalogue files that the plan at {@code nameOrFile} was made with or asks for. One that
     * changed since a run began would measure something else under the same name.
     */
    static List<Path> catalogs(String nameOrFile) {
        List<Path> files = new ArrayList<>();
        for (ConfigNode item : open(nameOrFile).get("catalogs").items()) {
            ConfigNode name =
                    item.isMapping() ? item.allowOnly("file", "sha256").get("file") : item;
            Path file =
                    Path.of(nameOrFile).toAbsolutePath().resolveSibling(name.text()).normalize();
            if (item.isMapping() && item.get("sha256").isPresent()) {
                requireUnchanged(file, item.get("sha256"));
            }
            files.add(file);
        }
        return files;
    }

    private static void requireUnchanged(Path file, ConfigNode sha256) {
        String now = Catalog.sha256(file);
        if (!now.equals(sha256.text())) {
            throw sha256.error(
                    file + " has changed since the run began (its SHA-256 is " + now + ").",
                    "the catalogue that its first trials were measured with",
                    "restore the file and resume again, or begin a new run with it");
        }
    }

    private Plan plan(long freshSeed) {
        RenamedKeys.allowOnly(
                root,
                "name",
                "catalogs",
                "mode",
                "scale",
                REFERENCE_STACK,
                "stacks",
                "scenarios",
                "define",
                "workers",
                "blocks",
                "rounds",
                "race",
                "budget",
                "deployment",
                "seed",
                "trial",
                "slice",
                "ports",
                "settings");
        Mode mode =
                changes.mode()
                        .orElseGet(() ->
                                !root.get("mode").isPresent()
                                        ? Mode.FAIR
                                        : root.get("mode").oneOf(Mode.values(), Mode::id));
        Scale scale =
                changes.scale()
                        .orElseGet(() ->
                                !root.get("scale").isPresent()
                                        ? Scale.SCALED
                                        : root.get("scale").oneOf(Scale.values(), Scale::id));
        ConfigNode modeChanges = resource("modes.yaml").get(mode.id());
        String referenceStack = referenceStack();
        boolean alone = alone(modeChanges);
        Settings settings =
                new SettingsFile(root.get("settings"), changes.settings())
                        .on(modeChanges.get("settings"));
        Optional<Race> race = race(alone);
        return new Plan(
                root.get("name").text(),
                mode,
                scale,
                referenceStack,
                stacks(referenceStack),
                scenarios(scale, settings, alone, race),
                changes.blocks().orElseGet(() -> RaceFile.blocks(root, changes, 4)),
                changes.rounds().orElseGet(() -> count("rounds", 2)),
                race,
                budget(alone),
                alone,
                seed(freshSeed),
                timing(modeChanges.get("trial")),
                slices(),
                ports(),
                settings.withoutRate(),
                catalog.additions());
    }

    private Optional<Race> race(boolean alone) {
        Optional<Race> race = RaceFile.of(root, changes);
        if (alone && race.isPresent()) {
            throw root.error(
                    "a race needs servers that run at the same time, and this plan starts each trial's alone; expected deployment: concurrent, or a fixed number of blocks");
        }
        return race;
    }

    /** An open loop is measured in slices, and nobody is ahead of anybody in what is offered. */
    private List<Scenario> scenarios(
            Scale scale, Settings settings, boolean alone, Optional<Race> race) {
        List<Scenario> scenarios = new ScenarioFile(root, changes).scenarios(scale, settings);
        Optional<String> open =
                scenarios.stream()
                        .filter(scenario -> scenario.ratePerSecond().isPresent())
                        .map(Scenario::name)
                        .findFirst();
        if (open.isPresent() && alone) {
            throw root.error(
                    "the scenario '%s' is an open loop (load.rate), and this plan starts each trial's processes alone; expected deployment: concurrent and no mode that says otherwise, or load.rate: closed"
                            .formatted(open.get()));
        }
        if (open.isPresent() && race.isPresent()) {
            throw root.error(
                    "the scenario '%s' is an open loop (load.rate), whose throughput is what is offered, so that a race decides nothing; expected a fixed number of blocks, or load.rate: closed"
                            .formatted(open.get()));
        }
        return scenarios;
    }

    /** Of a race it is told inside of it; the command line's race comes instead. */
    private Optional<Duration> budget(boolean alone) {
        ConfigNode node = root.get("budget");
        if (!node.isPresent() || changes.race().isPresent()) {
            return Optional.empty();
        }
        if (alone) {
            throw node.error(
                    "a budget needs servers that run at the same time, and this plan starts each trial's alone; expected deployment: concurrent, or a fixed number of blocks");
        }
        if (root.get("race").isPresent()) {
            throw node.error("a race has its budget inside: race: {question: rank, budget: 30m}");
        }
        return Optional.of(node.duration(Race.BUDGET_MIN, Race.BUDGET_MAX));
    }

    private String referenceStack() {
        if (changes.referenceStack().isPresent()) {
            return changes.referenceStack().get();
        }
        ConfigNode node = RenamedKeys.get(root, REFERENCE_STACK);
        String id = node.isPresent() ? node.text() : "flask-gunicorn";
        if (catalog.find(id).isEmpty()) {
            throw catalog.unknown(
                    (node.isPresent() ? node : root).where() + "as reference stack: ", id);
        }
        return id;
    }

    /**
     * The stacks asked for, the reference stack first where it was left out: no ratio without it.
     */
    private List<String> stacks(String referenceStack) {
        Set<String> ids = new LinkedHashSet<>();
        if (changes.stacks().isEmpty()) {
            for (ConfigNode item : root.get("stacks").items()) {
                if (catalog.find(item.text()).isEmpty()) {
                    throw catalog.unknown(item.where(), item.text());
                }
                ids.add(item.text());
            }
            if (ids.isEmpty()) {
                throw root.error("expected at least one stack under 'stacks'");
            }
        }
        ids.addAll(changes.stacks());
        List<String> all = new ArrayList<>(ids);
        if (!ids.contains(referenceStack)) {
            all.addFirst(referenceStack);
        }
        return all;
    }

    private long seed(long freshSeed) {
        if (changes.seed().isPresent()) {
            return changes.seed().getAsLong();
        }
        ConfigNode node = root.get("seed");
        return !node.isPresent() || node.text().equals("random") ? freshSeed : node.wholeNumber();
    }

    private int count(String key, int otherwise) {
        return root.get(key).isPresent() ? root.get(key).integer(1, 1000) : otherwise;
    }

    /** The mode decides where it says something: that is its meaning. */
    private boolean alone(ConfigNode mode) {
        ConfigNode node =
                mode.get("deployment").isPresent()
                        ? mode.get("deployment")
                        : root.get("deployment");
        return node.isPresent()
                && node.oneOf(new String[] {CONCURRENT, ALONE}, Function.identity()).equals(ALONE);
    }

    private SliceTiming slices() {
        ConfigNode own =
                root.get("slice")
                        .allowOnly(
                                "lead_in",
                                "lead_in_jvm",
                                "window",
                                "follow",
                                "warm_up",
                                "warm_up_jvm_max");
        return new SliceTiming(
                time(own, "lead_in", "200ms", NONE),
                time(own, "lead_in_jvm", "300ms", NONE),
                time(own, "window", "500ms", Duration.ofMillis(100)),
                time(own, "follow", "12s", NONE),
                time(own, "warm_up", "500ms", NONE),
                time(own, "warm_up_jvm_max", "60s", NONE));
    }

    private Timing timing(ConfigNode mode) {
        ConfigNode own =
                root.get("trial")
                        .allowOnly(
                                "warm_up",
                                "warm_up_jvm",
                                "window",
                                "pause",
                                "ready_timeout",
                                "requests");
        ConfigNode requests = own.get("requests");
        return new Timing(
                time(own, mode, "warm_up", "1s", NONE),
                time(own, mode, "warm_up_jvm", "3s", NONE),
                time(own, mode, "window", "4s", Duration.ofMillis(200)),
                time(own, mode, "pause", "0s", NONE),
                time(own, mode, "ready_timeout", "30s", Duration.ofMillis(100)),
                requests.isPresent()
                        ? OptionalLong.of(requests.integer(1, 100_000_000))
                        : OptionalLong.empty());
    }

    /** The mode decides where it says something: that is its meaning. */
    private static Duration time(
            ConfigNode own, ConfigNode mode, String key, String otherwise, Duration min) {
        return mode.get(key).isPresent()
                ? mode.get(key).duration(min, LONGEST)
                : time(own, key, otherwise, min);
    }

    private static Duration time(ConfigNode own, String key, String otherwise, Duration min) {
        return own.get(key).isPresent()
                ? own.get(key).duration(min, LONGEST)
                : Durations.parse(otherwise);
    }

    private PortRange ports() {
        ConfigNode node = root.get("ports").allowOnly("from", "to");
        if (!node.isPresent()) {
            return new PortRange(20_000, 31_999);
        }
        int from = node.get("from").integer(1024, 65_535);
        int to = node.get("to").integer(1024, 65_535);
        if (to - from < 3) {
            throw node.error(
                    "expected at least four ports, from ≤ to − 3, but found " + from + ".." + to);
        }
        return new PortRange(from, to);
    }
}
