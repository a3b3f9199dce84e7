package unrigged.measurement;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import unrigged.journal.Json;
import unrigged.workload.BodyText;
import unrigged.workload.Workload;

/**
 * One answer of the chain, checked.
 *
 * @param problem why it is not a right one; empty when it is
 */
public record Answer(int status, String body, Optional<String> problem) {

    private static final int RECORDED = 1_000;

    /** Asks once. A connection that fails is an answer with status 0. */
    static Answer ask(HttpProbe probe, Duration timeout, Workload workload) {
        try {
            HttpProbe.Response response = probe.get(timeout);
            String type = response.header("content-type").orElse("null");
            return new Answer(
                    response.status(),
                    BodyText.of(response.body()),
                    workload.problem(response.status(), type, response.body())
                            .map(problem ->
                                    Redirect.of(probe.authority(), response)
                                            .map(redirect ->
                                                    workload.redirected(
                                                            redirect.seen(), redirect.path()))
                                            .orElse(problem)));
        } catch (IOException e) {
            return new Answer(0, "", Optional.of("no answer: " + e.getMessage()));
        }
    }

    /** The row that a right answer shows; empty for any other answer. */
    public OptionalInt row() {
        return problem.isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(Json.LINES.readTree(body).path("a").asString()));
    }

    /** The body as the journal keeps it: its beginning, should it be a long one. */
    String recorded() {
        String text = body.strip();
        return text.length() <= RECORDED ? text : text.substring(0, RECORDED) + "…";
    }
}
