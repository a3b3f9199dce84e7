package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import unrigged.inference.RunResult;
import unrigged.inference.SyntheticSlices;
import unrigged.report.OpenForecastJson;
import unrigged.report.OpenForecastText;

/** Forecasts of a run that measured open loops too. */
class OpenLoopPredictionTest {
    private static RunResult run(String... scenarios) {
        SyntheticSlices run = new SyntheticSlices();
        run.scenarios = List.of(scenarios);
        return run.result();
    }

    @Test
    void openLoopsAreNoPartOfTheFit() {
        Prediction both = Prediction.of(run("one", "other", "open"));
        assertEquals(List.of("one", "other"), both.scenarios());
        assertTrue(both.heldOut().cells().stream().noneMatch(c -> c.scenario().equals("open")));
        assertEquals(
                both.forecasts("one", UnaryOperator.identity()),
                both.forecasts("open", UnaryOperator.identity()),
                "a rate is no setting of what is forecast");
        assertFalse(Prediction.ifPossible(run("one", "open")).isPresent());
    }

    @Test
    void whatWasMeasuredStandsBesideItsForecast() {
        Prediction prediction = Prediction.of(run("one", "other", "open"));
        List<OpenForecast> forecasts =
                prediction.openForecasts("one", UnaryOperator.identity(), SyntheticSlices.RATE);
        for (OpenForecast forecast : forecasts) {
            MeasuredOpenLoop measured = forecast.measured().orElseThrow();
            assertEquals("open", measured.scenario());
            assertTrue(measured.error().isEmpty());
            assertTrue(measured.meanMs().isPresent() && measured.p50Ms().isPresent());
        }
        ObjectNode json = OpenForecastJson.of(prediction, forecasts);
        assertTrue(json.path("tested").asBoolean());
        assertEquals(
                "open", json.path("cells").get(0).path("measured").path("scenario").asString());
        String text = String.join("\n", OpenForecastText.lines(prediction, forecasts));
        assertTrue(text.contains("measured in open"), text);
    }

    @Test
    void anotherRateOrDelayWasNotMeasured() {
        Prediction prediction = Prediction.of(run("one", "other", "open"));
        List<OpenForecast> other =
                prediction.openForecasts("one", UnaryOperator.identity(), SyntheticSlices.RATE + 1);
        assertTrue(other.stream().allMatch(forecast -> forecast.measured().isEmpty()));
        List<OpenForecast> slower =
                prediction.openForecasts(
                        "one", cell -> cell.withDelay(Duration.ofMillis(9)), SyntheticSlices.RATE);
        assertTrue(slower.stream().allMatch(forecast -> forecast.measured().isEmpty()));
        assertEquals(
                Map.of(),
                slower.getFirst().settings().changed(),
                "a rate is no setting of what is forecast");
    }
}
