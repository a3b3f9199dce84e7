package unrigged.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import unrigged.table.Table.Remark;

class RemarkSettingsTest {
    @Test
    void optionsOfLoadGeneratorsAreSettings() {
        assertEquals(
                Map.of(Quantity.CONNECTIONS, 128.0, Quantity.DURATION, 30.0),
                values("measured with wrk -t4 -c128 -d30s"));
        assertEquals(
                Map.of(Quantity.CONNECTIONS, 50.0, Quantity.REQUESTS, 10000.0),
                values("ab -n 10000 -c 50 http://…"));
        assertEquals(
                Map.of(
                        Quantity.CONNECTIONS, 100.0,
                        Quantity.DURATION, 40.0,
                        Quantity.PIPELINE, 10.0),
                values("autocannon -c 100 -d 40 -p 10"));
        assertEquals(Map.of(Quantity.DURATION, 10.0), values("bombardier --fasthttp -c N -d 10s"));
    }

    @Test
    void soAreWords() {
        assertEquals(Map.of(Quantity.CONNECTIONS, 1000.0), values("1,000 concurrent connections"));
        assertEquals(Map.of(Quantity.CONNECTIONS, 64.0), values("connections: 64"));
        assertEquals(Map.of(Quantity.PIPELINE, 16.0), values("with pipeline.lua depth 16"));
    }

    @Test
    void aLoadGeneratorThatSendsAtARateIsAnOpenLoop() {
        assertEquals(
                Optional.of(true),
                RemarkSettings.of(List.of(new Remark("wrk2 -c100 -R2000", 1))).openLoop());
        assertEquals(
                Optional.empty(),
                RemarkSettings.of(List.of(new Remark("wrk -c100", 1))).openLoop());
    }

    @Test
    void otherTextSaysNothing() {
        assertEquals(Map.of(), values("commit ab12 of 2022-03-14, a table of 12 rows"));
    }

    private static Map<Quantity, Double> values(String remark) {
        return RemarkSettings.of(List.of(new Remark(remark, 1))).values().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value()));
    }
}
