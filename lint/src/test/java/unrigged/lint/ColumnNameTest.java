package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnNameTest {
    @ParameterizedTest
    @CsvSource({
        "rps, THROUGHPUT",
        "requests_per_s, THROUGHPUT",
        "Requests/sec, THROUGHPUT",
        "Requests per second, THROUGHPUT",
        "Req/s, THROUGHPUT",
        "reqs/sec, THROUGHPUT",
        "requestsPerSecond, THROUGHPUT",
        "throughput, THROUGHPUT",
        "Throughput (req/s), THROUGHPUT",
        "req/min, THROUGHPUT",
        "throughput_per_s, THROUGHPUT",
        "throughput_min_per_s, OTHER",
        "p50_lo_ms, OTHER",
        "trials_failed, OTHER",
        "requests_per_s_sd, THROUGHPUT_SD",
        "target rate (req/s), OFFERED_RATE",
        "latency_mean_ms, LATENCY_MEAN",
        "Avg latency (ms), LATENCY_MEAN",
        "Latency, LATENCY_MEAN",
        "avgLatencyMs, LATENCY_MEAN",
        "time_per_request_ms, LATENCY_MEAN",
        "Time per request [ms], LATENCY_MEAN",
        "mean_ms, LATENCY_MEAN",
        "http_req_duration avg, LATENCY_MEAN",
        "p99, LATENCY_QUANTILE",
        "99%, LATENCY_QUANTILE",
        "99th percentile (ms), LATENCY_QUANTILE",
        "latency_p50_us, LATENCY_QUANTILE",
        "Median [ms], LATENCY_QUANTILE",
        "max_ms, LATENCY_QUANTILE",
        "Max latency, LATENCY_QUANTILE",
        "Latency stdev (ms), LATENCY_SD",
        "sd_ms, LATENCY_SD",
        "duration, DURATION",
        "duration_s, DURATION",
        "seconds, DURATION",
        "time taken (s), DURATION",
        "connections, CONNECTIONS",
        "concurrency, CONNECTIONS",
        "clients, CONNECTIONS",
        "pipeline, PIPELINE",
        "sleep_ms, DELAY",
        "think_time_ms, THINK_TIME",
        "requests, REQUESTS",
        "total requests, REQUESTS",
        "2xx, OK_ANSWERS",
        "status_2xx, OK_ANSWERS",
        "errors, FAILURES",
        "non_2xx, FAILURES",
        "5xx, FAILURES",
        "failed requests, FAILURES",
        "transfer_mb_per_s, BANDWIDTH",
        "MB/s, BANDWIDTH",
        "bandwidth, BANDWIDTH",
        "max_memory_mb, MEMORY",
        "cpu, CPU",
        "relative, RATIO",
        "throughput_ratio, RATIO",
        "relative_sd, OTHER",
        "max_db_sessions, OTHER",
        "workers, OTHER",
        "rank, RANK",
        "#, RANK",
        "total, SUM",
        "score, SUM",
        "average, AVERAGE",
    })
    void aNameSaysWhatItsFiguresAre(String name, Quantity quantity) {
        assertEquals(Optional.of(quantity), ColumnName.of(name).map(ColumnName::quantity), name);
    }

    @ParameterizedTest
    @CsvSource({
        "p50, 0.5",
        "p99.9, 0.999",
        "p999, 0.999",
        "p9999, 0.9999",
        "90th, 0.9",
        "99%, 0.99",
        "latency_p75_ms, 0.75",
        "median_ms, 0.5",
        "min_ms, 0",
        "slowest (s), 1",
    })
    void aQuantileHasItsLevel(String name, double level) {
        assertEquals(level, ColumnName.of(name).orElseThrow().level().orElseThrow(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"latency_us, 1e-6", "mean (ms), 1e-3", "avg_latency_µs, 1e-6", "seconds, 1"})
    void aUnitIsReadOffTheName(String name, double scale) {
        assertEquals(scale, ColumnName.of(name).orElseThrow().unit().orElseThrow().scale(), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha", "my_results", "framework", "language", "notes"})
    void aNameThatSaysNothingIsUnknown(String name) {
        assertTrue(ColumnName.of(name).isEmpty(), name);
    }

    @Test
    void theWordsThatAreLeftTellSeriesApart() {
        assertEquals("json", series("JSON (req/s)"));
        assertEquals("json", series("json latency mean (ms)"));
        assertEquals("", series("latency_p99_ms"));
        assertEquals("", series("time_per_request_mean_ms"));
        assertEquals("memory", series("relative_memory"));
    }

    private static String series(String name) {
        return ColumnName.of(name).orElseThrow().series();
    }

    @Test
    void testsPathsAndScenariosAreConditions() {
        assertTrue(ColumnName.condition("test"));
        assertTrue(ColumnName.condition("Scenario"));
        assertFalse(ColumnName.condition("framework"));
    }
}
