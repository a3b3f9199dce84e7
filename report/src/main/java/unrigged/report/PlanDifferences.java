package unrigged.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import unrigged.config.ConfigNode;
import unrigged.inference.Difference;
import unrigged.inference.Difference.Kind;

/**
 * What two plans do not have alike, of that which decides figures. Scenarios are left out: what
 * they came to is compared instead ({@link unrigged.inference.SettingDifferences}).
 */
final class PlanDifferences {
    private static final List<String> WORDS =
            List.of("mode", "scale", "deployment", "blocks", "rounds");

    private PlanDifferences() {}

    /**
     * Of two {@code plan.yaml}.
     *
     * @param timing the section whose times both runs used; empty when they used different ones
     */
    static List<Difference> of(ConfigNode old, ConfigNode now, Optional<String> timing) {
        Map<String, String> before = values(old, timing);
        Map<String, String> after = values(now, timing);
        Set<String> paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Difference> found = new ArrayList<>();
        for (String path : paths) {
            Optional<String> was = Optional.ofNullable(before.get(path));
            Optional<String> is = Optional.ofNullable(after.get(path));
            if (!was.equals(is)) {
                found.add(Difference.of(Kind.PLAN, path, was, is));
            }
        }
        return found;
    }

    private static Map<String, String> values(ConfigNode plan, Optional<String> timing) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : WORDS) {
            plan.get(word).optionalText().ifPresent(value -> values.put(word, value));
        }
        timing.ifPresent(section -> values.putAll(section(section, plan.get(section))));
        plan.get("settings")
                .members()
                .forEach((section, node) -> values.putAll(section(section, node)));
        return values;
    }

    private static Map<String, String> section(String name, ConfigNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.members().forEach((key, value) -> values.put(name + "." + key, value.text()));
        return values;
    }
}
