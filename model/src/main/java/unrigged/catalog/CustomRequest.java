package unrigged.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an existing application is asked instead of the article's request, and what a right answer
 * is. The controller checks the first answer by all of it, the load generator every answer by its
 * status and by its mask or length.
 *
 * @param path of the GET request, with its query: {@code /api/item?id=7}
 * @param status the only right status
 * @param length the only right length of the body, in bytes
 * @param mask the only right body: {@code #} stands for a digit, {@code @} for a letter
 * @param contains what the body must hold somewhere
 * @param json members that the body, a JSON object, must have, with their values as text
 */
public record CustomRequest(
        String path,
        int status,
        OptionalLong length,
        Optional<String> mask,
        Optional<String> contains,
        Map<String, String> json) {
    public CustomRequest {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }
}
