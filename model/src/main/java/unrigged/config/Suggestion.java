package unrigged.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The end of a message about an unknown name: the nearest known ones, or what is known. */
public final class Suggestion {
    private static final int NAMES_MAX = 12;
    private static final int NEAREST_MAX = 3;
    private static final int PART_CHARS_MIN = 4;

    private Suggestion() {}

    /**
     * For example {@code "; did you mean 'flask-gunicorn'?"}: by the whole name, else by a part of
     * it between hyphens; without a near one, the known ones if they are few.
     */
    public static String among(Collection<String> known, String wrong) {
        int best = known.stream().mapToInt(name -> distance(name, wrong)).min().orElse(0);
        List<String> nearest =
                best > Math.max(2, wrong.length() / 3)
                        ? List.of()
                        : known.stream()
                                .filter(name -> distance(name, wrong) == best)
                                .limit(NEAREST_MAX)
                                .toList();
        List<String> likely = nearest.isEmpty() ? byPart(known, wrong) : nearest;
        if (!likely.isEmpty()) {
            return "; did you mean '" + String.join("' or '", likely) + "'?";
        }
        return known.size() <= NAMES_MAX
                ? " (known: " + String.join(", ", known) + ")"
                : ", and none of the " + known.size() + " known names is like it";
    }

    /** Those that share the most parts with {@code wrong}, where any is shared. */
    private static List<String> byPart(Collection<String> known, String wrong) {
        Map<String, Long> shared = new LinkedHashMap<>();
        known.forEach(name -> shared.put(name, sharedParts(name, wrong)));
        long max = shared.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return max == 0
                ? List.of()
                : shared.entrySet().stream()
                        .filter(each -> each.getValue() == max)
                        .limit(NEAREST_MAX)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static long sharedParts(String name, String wrong) {
        List<String> parts = List.of(name.split("-"));
        return Stream.of(wrong.split("[-_+./ ]"))
                .filter(part -> part.length() >= PART_CHARS_MIN)
                .filter(part -> parts.stream().anyMatch(p -> distance(p, part) <= 1))
                .count();
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
