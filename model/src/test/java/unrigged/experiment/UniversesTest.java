package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;
import unrigged.program.InvalidInputException;

class UniversesTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));
    private static final PlanChanges TWO =
            PlanChanges.ofStacks(
                    List.of("starlette-uvicorn", "flask-gunicorn"),
                    "flask-gunicorn",
                    OptionalLong.of(1));

    private static List<Scenario> where(String... pairs) {
        return Universes.of("--where", List.of(pairs), 2).scenarios();
    }

    private static Set<CellSettings> settings(List<Scenario> scenarios, Concurrency concurrency) {
        Machine machine = new Machine(2, OptionalLong.of(1_500_000));
        return scenarios.stream()
                .map(scenario -> scenario.resolve(machine, concurrency))
                .collect(Collectors.toSet());
    }

    @Test
    void withoutRestrictionTheyAreThirty() {
        List<Scenario> all = where();
        assertEquals(30, all.size());
        assertEquals(30, settings(all, Concurrency.SYNC).size());
        assertTrue(
                settings(all, Concurrency.SYNC).contains(new CellSettings(7, 37, 9, 15_000_000)));
        assertTrue(settings(all, Concurrency.COROUTINE).contains(new CellSettings(2, 147, 147, 0)));
    }

    @Test
    void aRangeHasEqualStepsOfTheLogarithm() {
        Set<CellSettings> settings =
                settings(
                        where("delay=1ms..16ms", "clients=10..160", "db_sessions=20", "workers=4"),
                        Concurrency.SYNC);
        assertEquals(
                Set.of(1_000_000L, 2_000_000L, 4_000_000L, 8_000_000L, 16_000_000L),
                settings.stream().map(CellSettings::delayNs).collect(Collectors.toSet()));
        assertEquals(
                Set.of(10, 40, 160),
                settings.stream().map(CellSettings::clients).collect(Collectors.toSet()));
        assertEquals(15, settings.size());
    }

    @Test
    void aRangeFromNothingBeginsThere() {
        assertTrue(
                settings(where("delay=0ms..30ms", "clients=10"), Concurrency.SYNC).stream()
                        .anyMatch(cell -> cell.delayNs() == 0));
    }

    @Test
    void aRangeHasAsManyLevelsAsItSays() {
        List<Scenario> all = where("delay=1ms..40ms/16", "clients=7..120/8");
        assertEquals(256, all.size());
        assertEquals(256, settings(all, Concurrency.SYNC).size());
        assertEquals(256, all.stream().map(Scenario::name).distinct().count());
    }

    @Test
    void anExplorationIsARaceOfManyUniversesAndReadsBack() throws IOException {
        Plan plan =
                ExplorationPlan.of(
                        CATALOG, TWO, where("delay=1ms..40ms/4"), Duration.ofMinutes(10), 1);
        assertEquals(24, plan.scenarios().size());
        assertEquals(Question.UNIVERSES, plan.race().orElseThrow().question());
        Path file = Files.createTempFile("exploration", ".yaml");
        try {
            Files.writeString(file, plan.toYaml());
            assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
        } finally {
            Files.delete(file);
        }
        assertThrows(
                InvalidInputException.class,
                () ->
                        ExplorationPlan.of(
                                CATALOG,
                                TWO,
                                where("delay=1ms", "clients=7..120"),
                                Duration.ofMinutes(10),
                                1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    delya=1ms | --where: unknown factor 'delya'; did you mean 'delay'?
                    delay=5 | --where: delay: expected a duration from 0us to 60m
                    clients=0..5 | --where: clients: expected a whole number from 1 to 2147483647
                    clients=9..5 | --where: clients: the range 9..5 is upside down
                    delay | --where: delay: expected a duration
                    delay=1ms..4ms/1 | --where: delay: expected a range with 2 to 99 levels
                    clients=4/3 | --where: clients: expected a range with 2 to 99 levels
                    clients=4..9/many | --where: clients: expected a range with 2 to 99 levels
                    """)
    void whatIsNoRangeIsNamedWithItsDomain(String pair, String message) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> where(pair));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(message), refused.getMessage());
    }

    @Test
    void aClaimsPlanFitsItsBudgetAndReadsBack() throws IOException {
        Plan plan = ClaimPlan.of(CATALOG, TWO, where(), Duration.ofMinutes(15), 2, 1);
        assertEquals(30, plan.scenarios().size());
        assertEquals(1, plan.rounds());
        assertTrue(plan.blocks() >= ClaimPlan.BLOCKS_MIN, plan.blocks() + " blocks");
        Duration forecast = PlanForecast.of(plan, CATALOG, Set.of(), 2).parts().total();
        // and something is left for rounds that are repeated
        assertTrue(forecast.toSeconds() * 1.05 <= 15 * 60, forecast.toString());
        Path file = Files.createTempFile("claim", ".yaml");
        try {
            Files.writeString(file, plan.toYaml());
            assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aBudgetThatIsTooShortIsRefusedWithTheTimeItTakes() {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class,
                        () -> ClaimPlan.of(CATALOG, TWO, where(), Duration.ofMinutes(1), 2, 1));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("4 blocks in 30 universes take about"),
                refused.getMessage());
    }
}
