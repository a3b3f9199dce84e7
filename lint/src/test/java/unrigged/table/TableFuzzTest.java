package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import unrigged.program.InvalidInputException;

/**
 * Damaged files of every format: each is read as tables whose cells are all in the file, or refused
 * with a place in it. {@code -Dunrigged.fuzz=1000000} asks for that many, {@code
 * -Dunrigged.fuzz.seed} for others; a failure names the number of the input, which alone repeats
 * it.
 */
@Tag("slow")
@Timeout(7200)
class TableFuzzTest {
    private static final long INPUTS = Long.getLong("unrigged.fuzz", 20_000);
    private static final long SEED = Long.getLong("unrigged.fuzz.seed", 1);
    private static final long INPUT_NS_MAX = 10_000_000_000L;

    private static final Pattern PLACE = Pattern.compile("f:(\\d+):(\\d+): .+", Pattern.DOTALL);
    private static final List<String> ENCODINGS =
            List.of("UTF-8-BOM", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252");

    private static final List<TableFormat> FORMATS = List.of(TableFormat.values());

    private long tables;
    private long refused;
    private long slowestNs;
    private long slowest;

    @Test
    void aDamagedFileIsReadOrRefusedWithItsPlace() throws Exception {
        long start = System.nanoTime();
        for (long i = 0; i < INPUTS; i++) {
            readOne(i);
        }
        String peak =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("VmHWM: unknown");
        System.out.printf(
                "%,d inputs in %,d s: %,d read, %,d refused; slowest: input %d, %,d ms; %s%n",
                INPUTS,
                (System.nanoTime() - start) / 1_000_000_000,
                tables,
                refused,
                slowest,
                slowestNs / 1_000_000,
                peak);
        assertTrue(tables > INPUTS / 20, "hardly any input is read: " + tables);
        assertTrue(refused > INPUTS / 20, "hardly any input is refused: " + refused);
    }

    private void readOne(long i) {
        RandomGenerator random = new SplittableRandom(SEED * 0x9e37_79b9_7f4a_7c15L + i);
        DamagedFile file = new DamagedFile(random);
        Optional<String> encoding =
                random.nextInt(20) == 0
                        ? Optional.of(ENCODINGS.get(random.nextInt(ENCODINGS.size())))
                        : Optional.empty();
        Optional<TableFormat> format =
                switch (random.nextInt(8)) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(FORMATS.get(random.nextInt(FORMATS.size())));
                    default -> Optional.of(file.format());
                };
        long start = System.nanoTime();
        try {
            read(file.content(), new ReadOptions(format, encoding));
        } catch (Throwable e) {
            fail(
                    "seed %d, input %d, as %s in %s: %s".formatted(SEED, i, format, encoding, file),
                    e);
        }
        long tookNs = System.nanoTime() - start;
        if (tookNs > slowestNs) {
            slowestNs = tookNs;
            slowest = i;
        }
        if (tookNs > INPUT_NS_MAX) {
            fail("seed %d, input %d took %,d ms: %s".formatted(SEED, i, tookNs / 1_000_000, file));
        }
    }

    private void read(byte[] content, ReadOptions options) {
        String[] lines = linesOf(content, options.encoding());
        try {
            List<Table> read = TableText.all(TableFile.of(content, "f", options));
            tables++;
            check(read, lines, options.format());
        } catch (InvalidInputException e) {
            refused++;
            Matcher place = PLACE.matcher(e.what());
            assertTrue(place.matches(), e.what());
            requirePlace(lines, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        }
    }

    private static void check(List<Table> tables, String[] lines, Optional<TableFormat> format) {
        assertTrue(!tables.isEmpty());
        for (Table table : tables) {
            Set<String> names = new HashSet<>();
            for (Cell name : table.header()) {
                assertTrue(!name.empty() && names.add(name.text()), name.toString());
                requireCell(name, lines, format);
            }
            assertTrue(table.rows() > 0);
            for (int row = 0; row < table.rows(); row++) {
                for (int column = 0; column < table.header().size(); column++) {
                    Cell cell = table.cell(row, column);
                    assertEquals(table.text(row, column), cell.text());
                    requireCell(cell, lines, format);
                }
            }
            for (Table.Remark remark : table.remarks()) {
                requirePlace(lines, remark.line(), 1);
            }
        }
    }

    /** At the place of a cell is its text, or what is written for it. */
    private static void requireCell(Cell cell, String[] lines, Optional<TableFormat> format) {
        String text = cell.text();
        assertTrue(text.equals(PlainText.stripped(text)), text);
        requirePlace(lines, cell.line(), cell.column());
        if (text.isEmpty() || text.equals("column 1") || format.isEmpty()) {
            return;
        }
        String line = lines[cell.line() - 1];
        String rest = line.substring(line.offsetByCodePoints(0, cell.column() - 1));
        boolean isThere =
                switch (format.get()) {
                    case CSV, TSV -> rest.startsWith(text) || rest.startsWith("\"");
                    case JSON -> rest.startsWith(text) || "\"[".indexOf(rest.charAt(0)) >= 0;
                    case MARKDOWN ->
                            rest.charAt(0) != '|' && !Character.isWhitespace(rest.charAt(0));
                    case HTML -> rest.startsWith("<");
                };
        assertTrue(isThere, () -> cell + " is not at " + rest);
    }

    private static void requirePlace(String[] lines, int line, int column) {
        assertTrue(
                line >= 1
                        && line <= lines.length
                        && column >= 1
                        && column
                                <= lines[line - 1].codePointCount(0, lines[line - 1].length()) + 1,
                () -> "no place in the file: " + line + ":" + column);
    }

    /** As an editor shows them; bytes that are no characters are some character. */
    private static String[] linesOf(byte[] content, Optional<String> encoding) {
        String name = encoding.orElse("UTF-8").replace("UTF-8-BOM", "UTF-8");
        String text = new String(content, Charset.forName(name));
        return text.replaceFirst("^\uFEFF", "").split("\r\n|\r|\n", -1);
    }
}
