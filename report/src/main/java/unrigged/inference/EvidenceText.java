package unrigged.inference;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences with figures in them, the same on every machine whatever its language. */
final class EvidenceText {
    private EvidenceText() {}

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static String say(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    /** A sentence that goes on in another. */
    static String uncapitalised(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** What, and why, each as {@code b02.1: the database ended}. */
    static String reasons(Map<String, String> whys) {
        return whys.entrySet().stream()
                .map(why -> why.getKey() + ": " + why.getValue())
                .collect(Collectors.joining(" · "));
    }
}
