package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;
import unrigged.journal.Json;
import unrigged.program.InvalidInputException;

/** Scenarios that change settings of their plan. */
class ScenarioSettingsTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));
    private static final String PLAN =
            """
            name: changed
            stacks: [flask-gunicorn, vertx]
            scenarios: [plain, kept, held]
            settings: {driver: {pool_size: 1}}
            define:
              plain: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms}
              kept: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms, settings: {load: {keepalive: true}}}
              held: {workers_sync: "4", workers_async: "2", clients: "8", db_sessions: "8", delay: 1ms, settings: {driver: {pool_size: 2}}}
            blocks: 2
            rounds: 1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Plan plan(String text) throws IOException {
        return Plan.read(
                Files.writeString(folder.resolve("plan.yaml"), text).toString(),
                CATALOG,
                PlanChanges.NONE,
                7);
    }

    /** What one changes has a level in each: the plan's, not the default. */
    @Test
    void everyScenarioHasALevelOfWhatOneChanges() throws IOException {
        Plan plan = plan(PLAN);
        assertEquals(
                Map.of("load.keepalive", "false", "driver.pool_size", "1"),
                plan.scenario("plain").orElseThrow().changed());
        assertEquals(
                Map.of("load.keepalive", "true", "driver.pool_size", "1"),
                plan.scenario("kept").orElseThrow().changed());
        Path file = Files.writeString(folder.resolve("complete.yaml"), plan.toYaml());
        assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
    }

    /** Held connections need processes of their own; what the load does, does not. */
    @Test
    void aServerIsStartedForWhatNeedsOne() throws IOException {
        PlanForecast forecast = PlanForecast.of(plan(PLAN), CATALOG, Set.of(), 2);
        Set<String> names = new TreeSet<>();
        forecast.deployments().getLast().servers().forEach(server -> names.add(server.name()));
        assertEquals(
                Set.of(
                        "flask-gunicorn",
                        "flask-gunicorn-2",
                        "flask-gunicorn-w4-poolsize2",
                        "flask-gunicorn-2-w4-poolsize2",
                        "vertx",
                        "vertx-w2-poolsize2"),
                names);
    }

    @Test
    void aCellOfAnOlderJournalHasNoneChanged() {
        CellSettings old =
                Json.LINES.readValue(
                        "{\"workers\":2,\"clients\":8,\"dbSessions\":8,\"delayNs\":5}",
                        CellSettings.class);
        assertEquals(new CellSettings(2, 8, 8, 5), old);
        assertTrue(!Json.LINES.writeValueAsString(old).contains("changed"));
        CellSettings kept = ScenarioSetting.KEEP_ALIVE.with(old, "true");
        assertEquals(
                kept,
                Json.LINES.readValue(Json.LINES.writeValueAsString(kept), CellSettings.class));
        assertEquals(1, ScenarioSetting.KEEP_ALIVE.level(kept));
        assertEquals(0, ScenarioSetting.KEEP_ALIVE.level(old));
        assertEquals(
                "published",
                ScenarioSetting.ACCESS_LOG
                        .at(old, 1)
                        .changed()
                        .get(ScenarioSetting.ACCESS_LOG.id()));
    }

    @Test
    void universesMayDifferByThem() {
        List<Scenario> all =
                Universes.of(
                                "--where",
                                List.of(
                                        "delay=1ms..40ms/4",
                                        "clients=7..120/4",
                                        "load.keepalive=false..true"),
                                2)
                        .scenarios();
        assertEquals(64, all.size());
        assertTrue(all.stream().anyMatch(s -> s.name().endsWith("-keepalivetrue")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nginx: {access_log: true} | a scenario cannot change 'nginx.access_log'
                    load: {keepalive: perhaps} | expected true or false but found 'perhaps'
                    driver: {pool_size: -1} | expected a whole number from 0
                    """)
    void whatAScenarioCannotChangeIsNamed(String settings, String message) {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class,
                        () -> plan(PLAN.replace("load: {keepalive: true}", settings)));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
