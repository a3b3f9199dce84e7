package unrigged.lint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures in sentences: four digits, the unit that suits them. */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(4);

    private Figures() {}

    /** Without a unit. */
    static String of(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** In s, ms or µs. */
    static String time(double seconds) {
        double size = Math.abs(seconds);
        if (size >= 1) {
            return of(seconds) + " s";
        }
        return size >= 1e-3 || size == 0 ? of(seconds * 1e3) + " ms" : of(seconds * 1e6) + " µs";
    }

    static String percent(double share) {
        return of(share * 100) + " %";
    }

    /** Of a column's figure, in its dimension's unit. */
    static String of(Column column, double value) {
        return of(column.quantity(), value);
    }

    /** In the unit of the quantity's dimension. */
    public static String of(Quantity quantity, double value) {
        return switch (quantity.dimension()) {
            case TIME -> time(value);
            case RATE -> of(value) + "/s";
            default -> of(value);
        };
    }
}
