package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import unrigged.journal.Json;

class ResumeCheckTest {
    private static final String THEN =
            """
            {"unrigged": "0.1.0", "gitRevision": "aaaa", "java": "Vendor 25.0.3",
             "machine": {"cpu": "EPYC", "cpus": 2, "kernel": "6.18.1", "memory": "24 kB", "loadAverage": "0.1"},
             "limits": {"somaxconn": "4096", "openFiles": "20000"},
             "parts": [{"part": "nginx", "version": "1.22.1", "origin": "here"}],
             "stacks": [{"stack": "flask-gunicorn", "definition": "0a0b"}]}
            """;

    private static ResumeCheck after(String before, String now) {
        return ResumeCheck.of(read(THEN), read(THEN.replace(before, now)));
    }

    private static JsonNode read(String json) {
        return Json.LINES.readTree(json);
    }

    @Test
    void theSameMachineHasNothingToSay() {
        assertEquals(new ResumeCheck(List.of(), List.of()), after("0.1\"", "7.5\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cpus\": 2 | \"cpus\": 4 | CPUs: 2 when the run began, 4 now",
                "EPYC | Xeon | CPU model: EPYC when the run began, Xeon now",
                "6.18.1 | 6.19.0 | kernel: 6.18.1 when the run began, 6.19.0 now",
                "25.0.3 | 26.0.1 | Java: Vendor 25.0.3 when the run began, Vendor 26.0.1 now",
                "1.22.1 | 1.27.0 | nginx: 1.22.1 when the run began, 1.27.0 now",
                "\"part\": \"nginx\" | \"part\": \"other\" | nginx: 1.22.1 when the run began, absent now",
                "0a0b | 0c0d | definition of the stack flask-gunicorn: 0a0b when the run began, 0c0d now",
            })
    void anotherMachineOrOtherPartsAreRefusedWithBothValues(
            String before, String now, String refusal) {
        assertEquals(new ResumeCheck(List.of(refusal), List.of()), after(before, now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aaaa | bbbb | git revision of Unrigged: aaaa when the run began, bbbb now",
                "4096 | 128 | net.core.somaxconn: 4096 when the run began, 128 now",
                "24 kB | 48 kB | memory: 24 kB when the run began, 48 kB now",
            })
    void whatIsAuditedInEveryTrialIsSaidOnly(String before, String now, String note) {
        assertEquals(new ResumeCheck(List.of(), List.of(note)), after(before, now));
    }

    @Test
    void whatAnOlderVersionDidNotRecordIsNotCompared() {
        JsonNode old = read("{\"unrigged\": \"0.1.0\", \"machine\": {\"cpus\": 2}}");
        assertEquals(new ResumeCheck(List.of(), List.of()), ResumeCheck.of(old, read(THEN)));
    }
}
