package unrigged.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import unrigged.inference.Difference;
import unrigged.inference.Difference.Kind;

/** What two records of a machine, and of what ran on it, do not have alike. */
public final class EnvironmentDifferences {
    /** Of the memory that a kernel leaves to others: it takes some per cent less or more. */
    private static final double SAME_MEMORY = 0.01;

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}) kB");

    private EnvironmentDifferences() {}

    /** Two {@code environment.json}; a value that one of them does not have is a difference. */
    public static List<Difference> of(JsonNode old, JsonNode now) {
        List<Difference> found = new ArrayList<>();
        for (EnvironmentFact fact : EnvironmentFact.values()) {
            Optional<String> before = fact.in(old);
            Optional<String> after = fact.in(now);
            if (!before.equals(after)
                    && !(fact == EnvironmentFact.MEMORY && alike(before, after))) {
                found.add(Difference.of(fact.kind(), fact.words(), before, after));
            }
        }
        versions(found, Kind.VERSION, "", byName(old, "parts", "part", "version", now));
        versions(
                found,
                Kind.STACK,
                "definition of the stack ",
                byName(old, "stacks", "stack", "definition", now));
        return found;
    }

    private static boolean alike(Optional<String> old, Optional<String> now) {
        Matcher before = AMOUNT.matcher(old.orElse(""));
        Matcher after = AMOUNT.matcher(now.orElse(""));
        if (!before.matches() || !after.matches()) {
            return false;
        }
        double ratio = Double.parseDouble(before.group(1)) / Double.parseDouble(after.group(1));
        return Math.abs(ratio - 1) < SAME_MEMORY;
    }

    private record Values(Optional<String> old, Optional<String> now) {}

    private static void versions(
            List<Difference> found, Kind kind, String what, Map<String, Values> values) {
        values.forEach((name, each) -> {
            if (!each.old().equals(each.now())) {
                found.add(Difference.of(kind, what + name, each.old(), each.now()));
            }
        });
    }

    private static Map<String, Values> byName(
            JsonNode old, String list, String name, String value, JsonNode now) {
        Map<String, String> before = values(old, list, name, value);
        Map<String, String> after = values(now, list, name, value);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        Map<String, Values> both = new LinkedHashMap<>();
        for (String each : names) {
            both.put(
                    each,
                    new Values(
                            Optional.ofNullable(before.get(each)),
                            Optional.ofNullable(after.get(each))));
        }
        return both;
    }

    private static Map<String, String> values(
            JsonNode record, String list, String name, String value) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode each : record.path(list)) {
            if (!each.path(value).isMissingNode()) {
                values.put(each.path(name).asString(""), each.path(value).asString(""));
            }
        }
        return values;
    }
}
