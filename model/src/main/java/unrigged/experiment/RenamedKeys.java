package unrigged.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unrigged.config.ConfigNode;

/** Keys of a plan that had another name in an older version. */
final class RenamedKeys {
    /** Old to new; the old one is still read. */
    private static final Map<String, String> READ = Map.of("baseline", "reference_stack");

    private RenamedKeys() {}

    /** Refuses keys that are neither in {@code known} nor the old name of one that is. */
    static void allowOnly(ConfigNode node, String... known) {
        List<String> names = new ArrayList<>(List.of(known));
        READ.forEach((old, now) -> {
            // Suggested are the names of today.
            if (names.contains(now) && node.get(old).isPresent()) {
                names.add(old);
            }
        });
        node.allowOnly(names.toArray(String[]::new));
    }

    /** The value under its name or its old one. */
    static ConfigNode get(ConfigNode node, String name) {
        ConfigNode value = node.get(name);
        for (Map.Entry<String, String> renamed : READ.entrySet()) {
            ConfigNode old = node.get(renamed.getKey());
            if (renamed.getValue().equals(name) && old.isPresent()) {
                if (value.isPresent()) {
                    throw old.error(
                            "'%s' is the old name of '%s', which is given too; keep '%s'"
                                    .formatted(renamed.getKey(), name, name));
                }
                return old;
            }
        }
        return value;
    }
}
