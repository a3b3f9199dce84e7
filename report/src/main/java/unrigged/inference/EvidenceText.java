package unrigged.inference;

import java.util.Locale;

/** Sentences with figures in them, the same on every machine whatever its language. */
final class EvidenceText {
    private EvidenceText() {}

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static String say(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
