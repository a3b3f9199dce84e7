package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingPagesTest {
    private static final Path PAGES = Path.of("../docs/findings");
    private static final Pattern EXAMPLE = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL);

    /** A threshold or a remedy that changes is to be changed in the document as well. */
    @ParameterizedTest
    @EnumSource(LintRule.class)
    void aPageSaysWhatTheRuleSays(LintRule rule) throws IOException {
        String page = page(rule);
        assertTrue(page.startsWith("# " + rule.id() + "\n"), page);
        assertTrue(page.contains("Severity: " + severities(rule) + ".\n"), page);
        assertTrue(page.contains("Raised by: " + rule.raisedBy() + ".\n"), page);
        assertTrue(page.endsWith("## What to do\n\n" + rule.remedy() + "\n"), page);
    }

    @Test
    void theIndexIsTheTableOfAllRules() throws IOException {
        List<String> documented =
                Files.readAllLines(PAGES.resolve("README.md")).stream()
                        .filter(line -> line.startsWith("| ["))
                        .toList();
        assertEquals(
                Stream.of(LintRule.values())
                        .map(rule ->
                                "| [%s](%s.md) | %s | %s |"
                                        .formatted(
                                                rule.id(),
                                                rule.id(),
                                                severities(rule),
                                                rule.raisedBy()))
                        .toList(),
                documented);
    }

    @ParameterizedTest
    @EnumSource(value = LintRule.class, mode = EnumSource.Mode.EXCLUDE, names = "TABLES_DIFFER")
    void theExampleRaisesThisRuleAndNoOther(LintRule rule) throws IOException {
        Matcher example = EXAMPLE.matcher(page(rule));
        assertTrue(example.find(), rule.id());
        LintResult result = TestTables.lint(example.group(1));
        assertEquals(
                List.of(rule),
                result.findings().stream().map(found -> found.finding().rule()).distinct().toList(),
                () -> result.findings().toString());
    }

    private static String page(LintRule rule) throws IOException {
        return Files.readString(PAGES.resolve(rule.id() + ".md"));
    }

    private static String severities(LintRule rule) {
        return rule.severities().stream()
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
