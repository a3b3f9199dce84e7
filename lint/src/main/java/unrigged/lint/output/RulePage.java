package unrigged.lint.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import unrigged.lint.LintRule;

/** What docs/findings says of a rule: what it rests on, its tolerance, an example. */
public final class RulePage {
    private RulePage() {}

    /** Markdown. */
    public static String of(LintRule rule) {
        String name = "/unrigged/lint/findings/" + rule.id() + ".md";
        try (InputStream in =
                Objects.requireNonNull(RulePage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not in the jar", e);
        }
    }
}
