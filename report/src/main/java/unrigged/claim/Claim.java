package unrigged.claim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unrigged.config.Suggestion;
import unrigged.inference.ComparedMetric;
import unrigged.program.InvalidInputException;

/**
 * "A is better than B", by one metric.
 *
 * @param better the stack that is claimed to be better
 */
public record Claim(String better, String worse, ComparedMetric metric) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-z0-9-]+)\\s*([<>])\\s*([a-z0-9-]+)(?:\\s+on\\s+(\\S+))?\\s*");

    /**
     * {@code A > B}, {@code A < B}, {@code A > B on p99}.
     *
     * @throws InvalidInputException when it has another form
     */
    public static Claim parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "the claim '" + text + "' has no form that is known",
                    "\"A > B\" with the ids of two stacks, or \"A > B on p99\"",
                    "for example: unrigged claim \"starlette-uvicorn > flask-gunicorn\"");
        }
        String left = matcher.group(1);
        String right = matcher.group(3);
        if (left.equals(right)) {
            throw new InvalidInputException("the claim names one stack twice: " + left);
        }
        ComparedMetric metric =
                matcher.group(4) == null ? ComparedMetric.THROUGHPUT : metric(matcher.group(4));
        return matcher.group(2).equals(">")
                ? new Claim(left, right, metric)
                : new Claim(right, left, metric);
    }

    private static ComparedMetric metric(String id) {
        return Stream.of(ComparedMetric.values())
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException(
                                "the claim is on '"
                                        + id
                                        + "', which is no metric"
                                        + Suggestion.among(
                                                Stream.of(ComparedMetric.values())
                                                        .map(ComparedMetric::id)
                                                        .toList(),
                                                id)));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return better
                + " > "
                + worse
                + (metric == ComparedMetric.THROUGHPUT ? "" : " on " + metric.id());
    }
}
