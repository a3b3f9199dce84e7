package unrigged.config;

import java.util.Collection;
import java.util.List;

/** The end of a message about an unknown name: the nearest known ones, or what is known. */
public final class Suggestion {
    private static final int NAMES_MAX = 12;
    private static final int NEAREST_MAX = 3;

    private Suggestion() {}

    /**
     * For example {@code "; did you mean 'flask-gunicorn'?"}; without a near one, the known ones as
     * far as they are few.
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
        if (!nearest.isEmpty()) {
            return "; did you mean '" + String.join("' or '", nearest) + "'?";
        }
        List<String> shown = known.stream().limit(NAMES_MAX).toList();
        int more = known.size() - shown.size();
        return " (known: "
                + String.join(", ", shown)
                + (more > 0 ? " and " + more + " more" : "")
                + ")";
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
