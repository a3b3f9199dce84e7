package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import unrigged.catalog.Catalog;

class CornersTest {
    private static final List<Scenario> SHIPPED =
            Plan.read(
                            "article-scenarios",
                            Catalog.read(Path.of("../stacks/stacks.yaml")),
                            PlanChanges.NONE,
                            1)
                    .scenarios();

    private static Scenario scenario(String name) {
        return SHIPPED.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    /** Delay, clients and sessions differ between them, workers do not. */
    @Test
    void allCombinationsOfWhatDiffers() {
        List<Scenario> corners = Corners.between(scenario("better-sync"), scenario("better-async"));
        assertEquals(8, corners.size());
        assertEquals("better-sync", corners.getFirst().name());
        assertEquals("better-async", corners.getLast().name());
        Scenario mixed =
                corners.stream()
                        .filter(s -> s.name().equals("better-sync-with-delay-sessions"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(scenario("better-async").delay().toString(), mixed.delay().toString());
        assertEquals(scenario("better-sync").clients().toString(), mixed.clients().toString());
        assertEquals(
                scenario("better-async").dbSessions().toString(), mixed.dbSessions().toString());
    }

    @Test
    void theirNamesSayWhichTheyAre() {
        Corners corners =
                Corners.of(
                                Corners.between(scenario("better-async"), scenario("baseline"))
                                        .stream()
                                        .map(Scenario::name)
                                        .toList())
                        .orElseThrow();
        assertEquals("better-async", corners.from());
        assertEquals("baseline", corners.to());
        assertEquals(
                "better-async-with-delay", corners.bySettings().get(Set.of(ScenarioSetting.DELAY)));
        assertEquals("baseline", corners.bySettings().get(Set.copyOf(corners.settings())));
    }

    @Test
    void otherScenariosAreNoCorners() {
        assertTrue(Corners.of(SHIPPED.stream().map(Scenario::name).toList()).isEmpty());
        assertTrue(Corners.of(List.of("a", "a-with-delay", "b", "c")).isEmpty());
        assertTrue(Corners.of(List.of("a", "a-with-delay", "b")).isEmpty());
        assertTrue(Corners.of(List.of("a", "a-with-delay-clients", "b")).isEmpty());
    }
}
