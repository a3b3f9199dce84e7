package unrigged.workload;

/**
 * The table's rows: b is a function of a, so that any answer can be checked without asking the
 * database.
 */
public final class TestTable {
    /** Rows, a = 0 … ROWS−1. */
    public static final int ROWS = 1_000_000;

    private static final long SEED = 2020;
    private static final int LETTERS = 20;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private TestTable() {}

    /** The 20 letters of row {@code a}. */
    public static String b(int a) {
        StringBuilder letters = new StringBuilder(LETTERS);
        long state = SEED + a * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < LETTERS; i++) {
            state += 0x9E3779B97F4A7C15L;
            letters.append(
                    ALPHABET.charAt((int) Long.remainderUnsigned(mixed(state), ALPHABET.length())));
        }
        return letters.toString();
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
