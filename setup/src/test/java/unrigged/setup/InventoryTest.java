package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private final Inventory inventory =
            new Inventory(
                    List.of(
                            new Component.Program(
                                    "postgresql",
                                    "17.2",
                                    "on PATH: /x/postgres",
                                    Path.of("/x/postgres"),
                                    Map.of()),
                            new Component.Pending("nginx", "the distribution's package nginx"),
                            new Component.Missing(
                                    "pgbouncer", "not here\nnot there", "install it")));

    @Test
    void theAccountIsATable() {
        assertEquals(
                """
                part        version  where it came from
                postgresql  17.2     on PATH: /x/postgres
                nginx       not yet  would come from the distribution's package nginx
                pgbouncer   missing  not here
                                     not there
                                     to fix: install it
                """,
                inventory.account());
    }

    @Test
    void theRowsSayTheSameToMachines() {
        assertEquals(
                List.of(
                        Map.of(
                                "part", "postgresql",
                                "state", "ready",
                                "version", "17.2",
                                "origin", "on PATH: /x/postgres",
                                "location", "/x/postgres"),
                        Map.of(
                                "part", "nginx",
                                "state", "pending",
                                "plan", "the distribution's package nginx"),
                        Map.of(
                                "part", "pgbouncer",
                                "state", "missing",
                                "why", "not here\nnot there",
                                "fix", "install it")),
                inventory.rows());
    }

    @Test
    void aPartThatIsNotReadyCannotBeTaken() {
        assertEquals("17.2", inventory.postgresql().version());
        assertThrows(IllegalStateException.class, inventory::nginx);
        assertThrows(IllegalStateException.class, inventory::pgbouncer);
        assertFalse(inventory.complete());
        assertTrue(inventory.pending());
        assertEquals(1, inventory.missing().size());
    }
}
