package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.DuelPlan.Pace;

class DuelPlanTest {
    private static final Duration LEFT = Duration.ofSeconds(48);

    private static Pace pace(double perSecond, long meanMs) {
        return new Pace(perSecond, Duration.ofMillis(meanMs));
    }

    @Test
    void fastServersHaveManyShortWindows() {
        DuelPlan plan = DuelPlan.of(LEFT, List.of(pace(5_000, 1), pace(8_000, 1)));
        assertEquals(Duration.ofMillis(500), plan.window());
        assertEquals(32, plan.rounds());
    }

    @Test
    void theSlowestServerLengthensTheWindowOfAll() {
        DuelPlan plan = DuelPlan.of(LEFT, List.of(pace(5_000, 1), pace(200, 20)));
        assertEquals(Duration.ofMillis(1_500), plan.window());
        assertEquals(13, plan.rounds());
    }

    @Test
    void aWindowHoldsTwoLatenciesHoweverFewRoundsFitThen() {
        DuelPlan plan = DuelPlan.of(LEFT, List.of(pace(5_000, 1), pace(4, 1_000)));
        assertEquals(new DuelPlan(Duration.ofSeconds(2), 6), plan);
    }

    @Test
    void aLongDuelHasLongerWindowsInsteadOfMoreThanAHundredRounds() {
        DuelPlan plan =
                DuelPlan.of(Duration.ofMinutes(10), List.of(pace(5_000, 1), pace(8_000, 1)));
        assertTrue(plan.rounds() <= 100 && plan.rounds() > 95, plan.toString());
        assertEquals(Duration.ofMillis(2_760), plan.window());
    }

    @Test
    void whereTheTimeIsTooShortAFewRoundsAreMadeAllTheSame() {
        List<Pace> paces = List.of(pace(5_000, 1), pace(8_000, 1));
        DuelPlan plan = DuelPlan.of(Duration.ofSeconds(-3), paces);
        assertEquals(new DuelPlan(Duration.ofMillis(500), DuelPlan.MIN_ROUNDS), plan);
        assertEquals(8.8, plan.length(paces).toMillis() / 1e3, 0.1);
    }

    @Test
    void aPortIsPutIntoCommandAndUrl() {
        DuelEntry entry =
                new DuelEntry("a", "http://127.0.0.1:{port}/x", Optional.of("serve --port {port}"));
        assertTrue(entry.takesPort());
        assertEquals(
                new DuelEntry("a", "http://127.0.0.1:8123/x", Optional.of("serve --port 8123")),
                entry.at(8123));
    }
}
