package unrigged.lint;

import java.math.BigDecimal;
import java.math.MathContext;

/** How a quantile is called: "P99", "shortest". */
final class LevelName {
    private static final MathContext DIGITS = new MathContext(10);

    private LevelName() {}

    static String of(double level) {
        if (level <= 0) {
            return "shortest";
        }
        if (level >= 1) {
            return "longest";
        }
        return "P" + new BigDecimal(level * 100).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
