package unrigged.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleWorkloadTest {
    private static Optional<String> problem(int status, String type, String body) {
        return Workload.ARTICLE.problem(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(int a, String b) {
        return "{\"a\": \"%010d\", \"b\": \"%s\"}".formatted(a, b);
    }

    @Test
    void aRowOfTheTableIsRightWhateverTheWhiteSpaceAndOrder() {
        assertEquals(
                Optional.empty(),
                problem(200, "application/json", row(4711, TestTable.b(4711)) + "\n"));
        assertEquals(
                Optional.empty(),
                problem(
                        200,
                        "application/json; charset=utf-8",
                        "{\"b\":\"" + TestTable.b(1) + "\",\"a\":\"0000000001\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | application/json | {} | HTTP 500 instead of 200",
                "200 | text/html | {} | content type 'text/html' instead of application/json",
                "200 | application/json | <html> | the body is not JSON",
                "200 | application/json | {\"error\": \"x\"} | expected {\"a\": \"<10 digits>\"",
                "200 | application/json | {\"a\": \"0000000007\", \"b\": \"aaaaaaaaaaaaaaaaaaaa\"} | row 7 has b =",
                "200 | application/json | {\"a\": \"0001000000\", \"b\": \"aaaaaaaaaaaaaaaaaaaa\"} | row 1000000 was never requested",
                "200 | application/json | {\"a\": \"0000000000\", \"b\": \"aaaaaaaaaaaaaaaaaaaa\"} | row 0 was never requested",
            })
    void anythingElseIsWrongAndSaysWhy(int status, String type, String body, String why) {
        String problem = problem(status, type, body).orElse("");
        assertTrue(problem.startsWith(why), problem);
    }

    @Test
    void theMaskKeepsTheFormAndFreesDigitsAndLetters() {
        String body = row(4711, TestTable.b(4711)) + "\n";
        assertEquals(
                Optional.of("{\"a\": \"##########\", \"b\": \"@@@@@@@@@@@@@@@@@@@@\"}\n"),
                Workload.ARTICLE.mask(body));
    }

    @Test
    void rowsAreDeterministicAndDiffer() {
        assertEquals(TestTable.b(123_456), TestTable.b(123_456));
        assertTrue(TestTable.b(1).matches("[A-Za-z]{20}"));
        assertEquals(
                1_000,
                java.util.stream.IntStream.range(0, 1_000)
                        .mapToObj(TestTable::b)
                        .distinct()
                        .count());
    }
}
