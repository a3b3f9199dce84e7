package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12|0.5|''",
                "12.30|12.3|0.005|''",
                "1,234,567|1234567|0.5|''",
                "1,234.5|1234.5|0.05|''",
                "1 234|1234|0.5|''",
                "-1|-1|0.5|''",
                "−0.5|-0.5|0.05|''",
                "1.5e3|1500|50|''",
                "2e-3|0.002|0.0005|''",
                "6.32ms|6.32|0.005|ms",
                "1.32 s|1.32|0.005|s",
                "5.64GB/s|5.64|0.005|GB/s",
                "107.6 ± 1.3|107.6|0.05|± 1.3",
                "~90|90|0.5|''",
            })
    void aNumberHasItsLastDigitAndItsUnit(String text, double value, double half, String suffix) {
        assertEquals(Optional.of(new NumberText(value, half, suffix)), NumberText.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.0", "v6", "alpha", "", "12,34", "1,23", "1.2.3", "--1", "1..2"})
    void otherTextIsNone(String text) {
        assertEquals(Optional.empty(), NumberText.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "—", "N/A", "n/a", "NaN", "null"})
    void whatTablesWriteForNoValueIsAbsent(String text) {
        assertTrue(NumberText.absent(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,41", "0,123", "1.234,5", "12,3456", "3,41 ms"})
    void aCommaThatCannotPartThousandsIsDecimal(String text) {
        assertTrue(NumberText.decimalComma(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "12,345,678", "3.41", "a,b", "1,234.5"})
    void otherCommasAreNot(String text) {
        assertFalse(NumberText.decimalComma(text));
    }
}
