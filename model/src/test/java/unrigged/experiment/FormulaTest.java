package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    @ParameterizedTest
    @CsvSource({
        "3*cpus+1, 7",
        "19, 19",
        "(cpus+1)*2, 6",
        "cpus/4, 0.5",
        "1+2*3-4, 3",
        "5.26*7, 36.82"
    })
    void aRuleHasTheValueOfItsArithmetic(String rule, double value) {
        assertEquals(value, Formula.parse(rule, Set.of("cpus")).value(Map.of("cpus", 2.0)), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "3*cores | unknown name 'cores'; known: cpus",
                "3* | a number or a name is missing at character 3",
                "(1+2 | a closing parenthesis is missing",
                "1+2) | unexpected ')'",
                "1..2 | '1..2' is neither a number nor a name",
            })
    void aWrongRuleIsRefusedWithTheReason(String rule, String reason) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Formula.parse(rule, Set.of("cpus")))
                        .getMessage();
        assertTrue(String.valueOf(message).startsWith(reason), message);
    }
}
