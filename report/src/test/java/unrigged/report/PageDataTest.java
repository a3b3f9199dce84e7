package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.RunResult;
import unrigged.journal.Json;
import unrigged.journal.RunDirectory;
import unrigged.prediction.Prediction;

class PageDataTest {
    private static final RunResult KEPT =
            Report.read(new RunDirectory(Path.of("../docs/results/article-scenarios-2026-11-29")));

    @TempDir private Path directory;

    private static JsonNode data(RunResult result) {
        return Json.LINES.readTree(
                PageData.of(
                        result,
                        Headline.of(result),
                        PageClaim.of(result),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void everyPairOfAScenarioIsThereOnceAndOverTheReferenceStackItIsTheRow() {
        JsonNode data = data(KEPT);
        assertEquals(21, data.path("stacks").size());
        JsonNode pairs = data.path("pairs").path("baseline");
        assertEquals(210, pairs.size());
        String reference = KEPT.identity().referenceStack();
        int checked = 0;
        for (JsonNode pair : pairs) {
            String a = data.path("stacks").path(pair.path(0).asInt()).asString();
            String b = data.path("stacks").path(pair.path(1).asInt()).asString();
            assertTrue(pair.path(3).asDouble() <= pair.path(2).asDouble());
            assertTrue(pair.path(2).asDouble() <= pair.path(4).asDouble());
            if (b.equals(reference)) {
                Ratio.Measured own =
                        (Ratio.Measured)
                                KEPT.scenarios().stream()
                                        .filter(s -> s.scenario().equals("baseline"))
                                        .flatMap(s -> s.rows().stream())
                                        .filter(row -> row.stack().stack().equals(a))
                                        .findFirst()
                                        .orElseThrow()
                                        .figure(Metrics.THROUGHPUT_RATIO);
                assertEquals(own.point(), pair.path(2).asDouble(), 1e-4);
                checked++;
            }
        }
        assertTrue(checked > 5);
    }

    @Test
    void theArticlesOrderOfTheBaselineIsOurs() {
        JsonNode data = data(KEPT);
        JsonNode revised = data.path("published").path(1);
        assertEquals("revised", revised.path("id").asString());
        assertEquals(1.60, revised.path("ratios").path("falcon-meinheld").asDouble());
        JsonNode rho = revised.path("correlation").path("baseline");
        // docs/results/article-scenarios-2026-11-29/rank.md, by another program
        assertEquals(0.97, rho.path(0).asDouble(), 0.005);
        assertEquals(0.90, rho.path(1).asDouble(), 0.005);
        assertEquals(0.99, rho.path(2).asDouble(), 0.005);
    }

    @Test
    void theForecastsGridHoldsWhatTheModelSays() {
        JsonNode forecast = data(KEPT).path("forecast");
        Prediction prediction = Prediction.of(KEPT);
        JsonNode axes = forecast.path("axes");
        int points = 1;
        for (JsonNode axis : axes) {
            points *= axis.path("values").size();
        }
        JsonNode first = forecast.path("stacks").path(0);
        assertEquals(points, first.path("logs").size());
        assertTrue(forecast.path("interpolationError").path("median").asDouble() < 0.02);
        assertEquals(4, forecast.path("measured").size());
        assertEquals(
                prediction.heldOut().cells().size(),
                forecast.path("heldOut").path("cells").asInt());
    }

    @Test
    void aRowsSlicesAndPercentilesAreThere() {
        JsonNode row = data(KEPT).path("details").path("baseline").path("flask-gunicorn");
        // two servers of the reference stack, each twice in a round: eight blocks of two rounds,
        // and
        // one round that was measured again
        assertEquals(64 + 4, row.path("slices").size());
        int replaced = 0;
        for (JsonNode slice : row.path("slices")) {
            replaced += slice.path(6).asString("").equals("replaced") ? 1 : 0;
        }
        assertEquals(4, replaced);
        double before = 0;
        for (JsonNode quantile : row.path("percentiles")) {
            assertTrue(quantile.path(1).asDouble() >= before);
            before = quantile.path(1).asDouble();
        }
        assertTrue(row.path("percentiles").size() >= 8);
    }

    @Test
    void aRunOfTwoStacksIsAClaimWithItsLimits() {
        assertFalse(data(KEPT).has("claim"));
        JsonNode claim =
                data(Report.read(new RunDirectory(Path.of("../docs/results/claim-2026-11-29"))))
                        .path("claim");
        assertTrue(claim.path("headline").asString().contains("holds in 25 of 30"));
        assertEquals(3, claim.path("attribution").size());
        assertTrue(claim.path("limits").size() > 3);
    }

    @Test
    void aRunWithoutFiguresHasNoForecastAndNoPair() {
        JsonNode data = data(Report.read(new SyntheticRun().killedAfter(0).write(directory)));
        assertFalse(data.has("forecast"));
        data.path("pairs").forEach(pairs -> assertEquals(0, pairs.size()));
    }
}
