package unrigged.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final int MANY = 20_000;

    /** Texts with escapes are kept; to keep one more does not copy all before it. */
    @Test
    void aColumnOfEscapedTextsTakesAsMuchMemoryAsItIsLong() {
        String json =
                IntStream.range(0, MANY)
                                .mapToObj(i -> "\"\\u0041" + i + "\"")
                                .collect(Collectors.joining(",", "{\"name\":[", "],"))
                        + IntStream.range(0, MANY)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(",", "\"rps\":[", "]}"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        List<Table> tables = TableText.all(TableFormat.JSON, json);
        long perCell = (threads.getCurrentThreadAllocatedBytes() - before) / (2 * MANY);
        assertTrue(perCell < 2_000, perCell + " bytes for a cell");
        assertEquals("A" + (MANY - 1), tables.getFirst().text(MANY - 1, 0));
    }
}
