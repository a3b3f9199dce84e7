package unrigged.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The end of a message about an unknown name: the nearest known one, or all of them. */
public final class Suggestion {
    private Suggestion() {}

    /** For example {@code "; did you mean 'flask-gunicorn'?"}. */
    public static String among(Collection<String> known, String wrong) {
        Optional<String> nearest =
                known.stream()
                        .filter(name -> distance(name, wrong) <= Math.max(2, wrong.length() / 3))
                        .min(Comparator.comparingInt(name -> distance(name, wrong)));
        String list = " (known: " + String.join(", ", known) + ")";
        return nearest.map(name -> "; did you mean '" + name + "'?").orElse("") + list;
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
