package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

    /** Whatever way it is read, a plain number is the nearest double. */
    @Test
    void aPlainNumberIsTheNearestDouble() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String digits = Long.toString(random.nextLong(Long.MAX_VALUE));
            String whole = digits.substring(0, 1 + random.nextInt(digits.length()));
            int point = random.nextInt(whole.length() + 1);
            String text =
                    point == 0
                            ? "0." + whole
                            : point == whole.length()
                                    ? whole
                                    : whole.substring(0, point) + "." + whole.substring(point);
            assertEquals(Double.parseDouble(text), NumberText.of(text).orElseThrow().value(), text);
        }
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
