package unrigged.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Settings;

/** What the load generator of a run is told. */
class SliceLoadTest {
    private static List<String> words(Optional<SliceLoad.Arrivals> arrivals) {
        return SliceLoad.words(
                DeploymentTopologyTest.placement(1, "flask-gunicorn", 64, 8),
                Settings.defaults(),
                new SliceLoad.Stretch(
                        64,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(12),
                        false),
                arrivals,
                Optional.empty());
    }

    @Test
    void anOpenLoopHasItsRateItsArrivalsAndTheirSeed() {
        List<String> words = words(Optional.of(new SliceLoad.Arrivals("150/s", 4711)));
        assertEquals(
                Map.of(
                        "--rate",
                        "150/s",
                        "--arrivals",
                        "poisson",
                        "--seed",
                        "4711",
                        "--connections",
                        "64"),
                Map.of(
                        "--rate", after(words, "--rate"),
                        "--arrivals", after(words, "--arrivals"),
                        "--seed", after(words, "--seed"),
                        "--connections", after(words, "--connections")));
    }

    private static String after(List<String> words, String option) {
        assertTrue(words.contains(option), words.toString());
        return words.get(words.indexOf(option) + 1);
    }

    @Test
    void aClosedLoopHasNone() {
        assertFalse(words(Optional.empty()).contains("--rate"));
        assertFalse(words(Optional.empty()).contains("--seed"));
    }
}
