package unrigged.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import unrigged.config.ConfigNode;
import unrigged.config.Durations;
import unrigged.config.Suggestion;
import unrigged.program.InvalidInputException;

/** The scenarios of a plan: its own in {@code define}, and the shipped ones. */
final class ScenarioFile {
    private final ConfigNode root;
    private final PlanChanges changes;

    ScenarioFile(ConfigNode root, PlanChanges changes) {
        this.root = root;
        this.changes = changes;
    }

    /**
     * Those that the plan lists, or the command line.
     *
     * @param settings the plan's
     */
    List<Scenario> scenarios(Scale scale, Settings settings) {
        ConfigNode own = root.get("define");
        ConfigNode shipped = PlanFile.resource("scenarios.yaml").get(scale.id());
        Set<String> known = new LinkedHashSet<>(own.members().keySet());
        known.addAll(shipped.members().keySet());
        List<Scenario> scenarios = new ArrayList<>();
        if (changes.scenarios().isEmpty()) {
            for (ConfigNode item : root.get("scenarios").items()) {
                if (!known.contains(item.text())) {
                    throw item.error(
                            "unknown scenario '"
                                    + item.text()
                                    + "'"
                                    + Suggestion.among(known, item.text()));
                }
                scenarios.add(scenario(item.text(), own, shipped));
            }
        }
        for (String name : new LinkedHashSet<>(changes.scenarios())) {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        "--scenario: unknown scenario '"
                                + name
                                + "'"
                                + Suggestion.among(known, name));
            }
            scenarios.add(scenario(name, own, shipped));
        }
        if (scenarios.isEmpty()) {
            throw root.error("expected at least one scenario under 'scenarios'");
        }
        return withEqualKeys(scenarios, settings);
    }

    private Scenario scenario(String name, ConfigNode own, ConfigNode shipped) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw own.get(name)
                    .error("a scenario's name is lower case letters, digits and single hyphens");
        }
        ConfigNode node = own.get(name).isPresent() ? own.get(name) : shipped.get(name);
        node.allowOnly(
                "title",
                "workers_sync",
                "workers_async",
                "clients",
                "db_sessions",
                "delay",
                "settings");
        WorkerRule sync = workers(node.get("workers_sync"));
        WorkerRule async = workers(node.get("workers_async"));
        if (sync.tuned() != async.tuned()) {
            throw node.get(sync.tuned() ? "workers_async" : "workers_sync")
                    .error(
                            "expected sync and async stacks to be tuned alike: write 'tuned from "
                                    + (sync.tuned() ? async : sync)
                                    + "' here too, or in neither");
        }
        return new Scenario(
                name,
                node.get("title").optionalText().orElse(name),
                sync,
                async,
                rule(node.get("clients"), Scenario.CLIENT_NAMES),
                rule(node.get("db_sessions"), Scenario.SESSION_NAMES),
                delay(node.get("delay")),
                changed(node.get("settings")));
    }

    /** Settings of the plan that the scenario changes. */
    private static Map<String, String> changed(ConfigNode node) {
        Map<String, String> changed = new LinkedHashMap<>();
        List<String> known =
                Stream.of(ScenarioSetting.values())
                        .filter(ScenarioSetting::ofPlan)
                        .map(ScenarioSetting::id)
                        .toList();
        node.members()
                .forEach((section, values) ->
                        values.members()
                                .forEach((key, value) -> {
                                    String id = section + "." + key;
                                    if (!known.contains(id)) {
                                        throw value.error(
                                                "a scenario cannot change '"
                                                        + id
                                                        + "'; those that it can: "
                                                        + String.join(", ", known));
                                    }
                                    Factors.find(id).orElseThrow().read(value);
                                    changed.put(id, value.text());
                                }));
        return changed;
    }

    /**
     * A setting that one scenario changes has a level in each: the plan's where it is not changed,
     * so that scenarios can be set beside each other by it. So has the rate where the plan has one.
     */
    private static List<Scenario> withEqualKeys(List<Scenario> scenarios, Settings settings) {
        Set<String> changed = new TreeSet<>();
        scenarios.forEach(scenario -> changed.addAll(scenario.changed().keySet()));
        if (settings.level(Factors.LOAD_RATE).isPresent()) {
            changed.add(Factors.LOAD_RATE.id());
        }
        List<Scenario> equal = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Scenario all = scenario;
            for (String id : changed) {
                if (!scenario.changed().containsKey(id)) {
                    all = all.withChanged(id, settings.text(Factors.find(id).orElseThrow()));
                }
            }
            equal.add(all);
        }
        return equal;
    }

    /** The scenario's own rule, unless the command line or the plan as a whole has another. */
    private WorkerRule workers(ConfigNode node) {
        String expected = "a number, a rule such as 3*cpus+1, 'tuned', or 'tuned from 3*cpus+1'";
        WorkerRule own =
                node.parsed(text -> WorkerRule.parse(text, Scenario.WORKER_NAMES), expected);
        if (changes.workers().isPresent()) {
            String text = changes.workers().get();
            try {
                return own.changedTo(text, Scenario.WORKER_NAMES);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "--workers: expected "
                                + expected
                                + " but found '"
                                + text
                                + "' ("
                                + e.getMessage()
                                + ")");
            }
        }
        ConfigNode forAll = root.get("workers");
        return forAll.isPresent()
                ? forAll.parsed(text -> own.changedTo(text, Scenario.WORKER_NAMES), expected)
                : own;
    }

    private static Formula rule(ConfigNode node, Set<String> names) {
        return node.parsed(
                text -> Formula.parse(text, names), "a number or a rule such as 3*cpus+1");
    }

    /** A duration, or a rule whose value is in seconds. */
    private static Formula delay(ConfigNode node) {
        String expected = "a duration such as 20ms, or a rule such as 2.6*cpu_per_request";
        return node.parsed(
                text -> {
                    try {
                        return Formula.parse(
                                Double.toString(Durations.parse(text).toNanos() / 1e9), Set.of());
                    } catch (IllegalArgumentException _) {
                        return Formula.parse(text, Scenario.DELAY_NAMES);
                    }
                },
                expected);
    }
}
