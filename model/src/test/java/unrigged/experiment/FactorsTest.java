package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import unrigged.config.ConfigNode;

class FactorsTest {
    /** The file is for reading; a value in it that is not the default would be a lie. */
    @Test
    void theShippedSettingsAreTheDefaultsInTheirOrder() {
        Map<String, String> shipped = new LinkedHashMap<>();
        PlanFile.resource("settings.yaml")
                .members()
                .forEach((section, node) ->
                        node.members()
                                .forEach((key, value) ->
                                        shipped.put(section + "." + key, value.text())));
        Map<String, String> declared = new LinkedHashMap<>();
        Factors.ALL.forEach(
                factor -> factor.standard().ifPresent(text -> declared.put(factor.id(), text)));
        assertEquals(shipped.toString(), declared.toString());
    }

    @Test
    void everyFactorIsDeclaredOnce() {
        assertEquals(Factors.ALL.size(), Factors.ALL.stream().map(Factor::id).distinct().count());
    }

    @Test
    void whatAModeSetsIsInTheDomainOfItsFactor() {
        for (Mode mode : Mode.values()) {
            ConfigNode settings = PlanFile.resource("modes.yaml").get(mode.id()).get("settings");
            settings.members()
                    .forEach((section, node) ->
                            node.members()
                                    .forEach((key, value) ->
                                            Factors.find(section + "." + key)
                                                    .orElseThrow()
                                                    .read(value)));
        }
    }

    @Test
    void aLevelIsANumberInTheFactorsUnit() {
        Map<String, String> levels =
                Settings.defaults()
                        .with(
                                new Settings(
                                        Map.of(
                                                "postgresql",
                                                Map.of("work_mem", "64kB", "geqo", "off"))))
                        .levels();
        assertEquals("10", levels.get("load.timeout"));
        assertEquals("4096", levels.get("server.backlog"));
        assertEquals("auto", levels.get("nginx.worker_processes"));
        assertEquals("256", levels.get("postgresql.shared_buffers"));
        assertEquals("0.0625", levels.get("postgresql.work_mem"));
        assertEquals("1024", levels.get("postgresql.max_wal_size"));
        assertEquals("3600", levels.get("postgresql.checkpoint_timeout"));
        assertEquals("off", levels.get("postgresql.geqo"));
        assertEquals(
                "{workers=7, clients=37, db_sessions=28, delay=6.1}",
                new CellSettings(7, 37, 28, 6_100_000).levels().toString());
    }

    @Test
    void aWordThatLeavesTheNumberToTheProgramIsNoNumber() {
        assertEquals(OptionalInt.of(4096), Settings.defaults().level(Factors.BACKLOG));
        assertEquals(OptionalInt.empty(), Factors.BACKLOG.domain().parse("default"));
        assertTrue(Factors.WORKERS.section().isEmpty());
        assertEquals("pool_size", Factors.POOL_SIZE.key());
    }
}
