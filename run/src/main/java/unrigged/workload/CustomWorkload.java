package unrigged.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import unrigged.catalog.CustomRequest;
import unrigged.journal.Json;

/** Checks an answer of an existing application by what its stack says that it expects. */
record CustomWorkload(CustomRequest request) implements Workload {

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public List<String> expectations() {
        List<String> options = new ArrayList<>(List.of("--expect-status", "" + request.status()));
        request.length().ifPresent(bytes -> options.addAll(List.of("--expect-length", "" + bytes)));
        return options;
    }

    @Override
    public Optional<String> mask(String right) {
        return request.mask();
    }

    @Override
    public boolean readsTable() {
        return false;
    }

    @Override
    public Optional<String> problem(int status, String contentType, byte[] bytes) {
        String body = BodyText.of(bytes);
        if (status != request.status()) {
            return Optional.of(
                    "HTTP %d instead of %d: %s"
                            .formatted(status, request.status(), BodyText.shortened(body)));
        }
        if (request.length().isPresent() && request.length().getAsLong() != bytes.length) {
            return Optional.of(
                    "the body has %d bytes instead of %d: %s"
                            .formatted(
                                    bytes.length,
                                    request.length().getAsLong(),
                                    BodyText.shortened(body)));
        }
        if (request.mask().filter(mask -> !fits(mask, bytes)).isPresent()) {
            return Optional.of(
                    "the body does not fit the mask '%s': %s"
                            .formatted(request.mask().get(), BodyText.shortened(body)));
        }
        if (request.contains().filter(text -> !body.contains(text)).isPresent()) {
            return Optional.of(
                    "the body does not contain '%s': %s"
                            .formatted(request.contains().get(), BodyText.shortened(body)));
        }
        return request.json().isEmpty() ? Optional.empty() : members(body);
    }

    @Override
    public String redirected(String seen, Optional<String> path) {
        return seen
                + path.map(to -> " — set path to " + to)
                        .orElse(
                                " — no redirect is followed: set path to what this server answers itself");
    }

    private static boolean fits(String mask, byte[] actual) {
        byte[] wanted = mask.getBytes(StandardCharsets.UTF_8);
        if (wanted.length != actual.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean fits =
                    switch (wanted[i]) {
                        case '#' -> actual[i] >= '0' && actual[i] <= '9';
                        case '@' ->
                                (actual[i] >= 'a' && actual[i] <= 'z')
                                        || (actual[i] >= 'A' && actual[i] <= 'Z');
                        default -> actual[i] == wanted[i];
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> members(String body) {
        JsonNode json;
        try {
            json = Json.LINES.readTree(body);
        } catch (JacksonException _) {
            return Optional.of(BodyText.notJson(body));
        }
        for (Map.Entry<String, String> wanted : request.json().entrySet()) {
            JsonNode value = json.path(wanted.getKey());
            String actual = value.isContainer() ? value.toString() : value.asString("absent");
            if (value.isMissingNode() || !actual.equals(wanted.getValue())) {
                return Optional.of(
                        "the member '%s' is %s instead of '%s': %s"
                                .formatted(
                                        wanted.getKey(),
                                        value.isMissingNode() ? "absent" : "'" + actual + "'",
                                        wanted.getValue(),
                                        BodyText.shortened(body)));
            }
        }
        return Optional.empty();
    }
}
