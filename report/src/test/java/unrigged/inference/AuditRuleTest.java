package unrigged.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Finding.Value;

class AuditRuleTest {
    private static final Path TABLE = Path.of("../docs/audits.md");

    /**
     * A rule, its threshold or its remedy that changes is to be changed in the document as well.
     */
    @Test
    void theDocumentIsTheTableOfAllRules() throws IOException {
        List<String> documented =
                Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| `")).toList();
        assertEquals(Stream.of(AuditRule.values()).map(AuditRuleTest::line).toList(), documented);
    }

    private static String line(AuditRule rule) {
        String severities =
                rule.severities().stream()
                        .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |"
                .formatted(rule.id(), severities, rule.raisedBy(), rule.remedy());
    }

    @Test
    void idsAreKebabCaseAndUnique() {
        List<String> ids = Stream.of(AuditRule.values()).map(AuditRule::id).toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
        ids.forEach(id -> assertTrue(id.matches("[a-z]+(-[a-z]+)*"), id));
    }

    @Test
    void aFindingHasASeverityOfItsRule() {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> AuditRule.STEAL.finding(Severity.ERROR, "a", "b", List.of()));
        assertEquals(
                "severity of a finding by steal must be one of [WARNING, NOT_OBSERVABLE], is ERROR",
                error.getMessage());
    }

    @Test
    void aValueIsFinite() {
        assertThrows(IllegalArgumentException.class, () -> Value.of("a", Double.NaN, "ms"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Value.of("a", 1, "ms").against(Double.POSITIVE_INFINITY));
    }
}
