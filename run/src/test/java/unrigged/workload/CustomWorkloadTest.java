package unrigged.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.CustomRequest;

class CustomWorkloadTest {
    private static final CustomRequest ITEM =
            new CustomRequest(
                    "/item",
                    201,
                    OptionalLong.of(32),
                    Optional.of("{\"id\":#,\"name\":\"@@@@@@@\",\"ok\":1}"),
                    Optional.of("\"name\""),
                    Map.of("id", "7"));

    private static Optional<String> judged(CustomRequest request, int status, String body) {
        return new CustomWorkload(request)
                .problem(status, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerThatHasAllThatIsExpectedIsRight() {
        assertEquals(
                Optional.empty(), judged(ITEM, 201, "{\"id\":7,\"name\":\"teapots\",\"ok\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"id\":7,\"name\":\"teapots\",\"ok\":1} | HTTP 200 instead of 201",
                "201 | {\"id\":7,\"name\":\"teapot\",\"ok\":1} | the body has 31 bytes instead of 32",
                "201 | {\"id\":x,\"name\":\"teapots\",\"ok\":1} | the body does not fit the mask",
                "201 | {\"id\":8,\"name\":\"teapots\",\"ok\":1} | the member 'id' is '8' instead of '7'",
            })
    void anythingElseIsWrongAndSaysWhy(int status, String body, String why) {
        String problem = judged(ITEM, status, body).orElse("");
        assertTrue(problem.startsWith(why), problem);
    }

    @Test
    void withoutMaskAndLengthTheTextAndTheMembersAreLookedFor() {
        CustomRequest loose =
                new CustomRequest(
                        "/",
                        200,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.of("welcome"),
                        Map.of("user", "ada"));
        assertEquals(Optional.empty(), judged(loose, 200, "{\"user\":\"ada\",\"x\":\"welcome\"}"));
        assertTrue(judged(loose, 200, "hello").orElse("").contains("does not contain 'welcome'"));
        assertTrue(
                judged(loose, 200, "welcome").orElse("").startsWith("the body is not JSON"),
                judged(loose, 200, "welcome").toString());
        assertTrue(
                judged(loose, 200, "{\"x\":\"welcome\"}")
                        .orElse("")
                        .startsWith("the member 'user' is absent"));
    }
}
