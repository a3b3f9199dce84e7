package unrigged.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;
import unrigged.inference.Difference.Kind;
import unrigged.inference.RunResult.ScenarioResult;

/** What differs in the journals of two runs, besides the figures. */
public final class SettingDifferences {
    private static final List<Factor<?>> FACTORS =
            List.of(Factors.WORKERS, Factors.CLIENTS, Factors.DB_SESSIONS, Factors.DELAY);

    private static final Map<String, Function<Row, Optional<String>>> FACTS = new LinkedHashMap<>();

    static {
        FACTS.put("framework", row -> Optional.of(row.stack().framework()));
        FACTS.put("server", row -> Optional.of(row.stack().server()));
        FACTS.put("type", row -> Optional.of(row.stack().type()));
        FACTS.put("driver", row -> Optional.of(row.stack().driver()));
        FACTS.put("HTTP version from nginx", row -> row.stack().http());
        FACTS.put("request", row -> row.stack().request());
    }

    /** A level that a factor has in the old run, and the one it has in the new run. */
    private record Change(Factor<?> factor, String old, String now) {}

    /** A stack in a scenario of both runs. */
    private record Pair(Row old, Row now) {}

    private SettingDifferences() {}

    /** Of what both runs have: the calibration, and the settings of their scenarios and stacks. */
    public static List<Difference> of(RunResult old, RunResult now) {
        List<Difference> found = new ArrayList<>();
        calibration(old, now).ifPresent(found::add);
        Map<String, ScenarioResult> before =
                old.scenarios().stream().collect(Collectors.toMap(s -> s.scenario(), s -> s));
        Set<Difference> facts = new LinkedHashSet<>();
        for (ScenarioResult after : now.scenarios()) {
            ScenarioResult same = before.get(after.scenario());
            if (same != null) {
                List<Pair> pairs = pairs(same, after);
                found.addAll(settings(after.scenario(), pairs));
                pairs.forEach(pair -> facts.addAll(facts(pair.old(), pair.now())));
            }
        }
        found.addAll(facts);
        return found;
    }

    private static Optional<Difference> calibration(RunResult old, RunResult now) {
        Optional<String> before = old.calibration().map(SettingDifferences::shown);
        Optional<String> after = now.calibration().map(SettingDifferences::shown);
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(
                        Difference.of(
                                Kind.SETTING,
                                "CPU time of the reference stack's request (calibration)",
                                before,
                                after));
    }

    private static String shown(RunResult.Calibration calibration) {
        return EvidenceText.say("%.2f ms", calibration.totalMs());
    }

    private static List<Pair> pairs(ScenarioResult old, ScenarioResult now) {
        List<Pair> pairs = new ArrayList<>();
        for (Row is : now.rows()) {
            old.rows().stream()
                    .filter(was -> was.stack().stack().equals(is.stack().stack()))
                    .forEach(was -> pairs.add(new Pair(was, is)));
        }
        return pairs;
    }

    /** Of all stacks when no stack has it otherwise. */
    private static List<Difference> settings(String scenario, List<Pair> pairs) {
        Map<Change, List<String>> changes = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            if (pair.old().settings().isPresent() && pair.now().settings().isPresent()) {
                changes(pair.old().settings().get(), pair.now().settings().get())
                        .forEach(change ->
                                changes.computeIfAbsent(change, _ -> new ArrayList<>())
                                        .add(pair.now().stack().stack()));
            }
        }
        List<Difference> found = new ArrayList<>();
        changes.forEach((change, stacks) ->
                found.add(
                        new Difference(
                                Kind.SETTING,
                                change.factor().id(),
                                Optional.of(change.old()),
                                Optional.of(change.now()),
                                Optional.of(scenario),
                                stacks.size() == pairs.size() ? List.of() : sorted(stacks))));
        return found;
    }

    private static List<Change> changes(CellSettings old, CellSettings now) {
        Map<String, String> before = old.levels();
        Map<String, String> after = now.levels();
        return FACTORS.stream()
                .map(factor -> new Change(factor, level(factor, before), level(factor, after)))
                .filter(change -> !change.old().equals(change.now()))
                .toList();
    }

    private static String level(Factor<?> factor, Map<String, String> levels) {
        return levels.get(factor.id()) + factor.unit().map(unit -> " " + unit).orElse("");
    }

    private static List<Difference> facts(Row old, Row now) {
        List<Difference> found = new ArrayList<>();
        FACTS.forEach((what, of) -> {
            if (!of.apply(old).equals(of.apply(now))) {
                found.add(
                        new Difference(
                                Kind.STACK,
                                what,
                                of.apply(old),
                                of.apply(now),
                                Optional.empty(),
                                List.of(now.stack().stack())));
            }
        });
        return found;
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
