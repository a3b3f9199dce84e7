package unrigged.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in a JSON document a member is.
 *
 * @param parent null: this is the document itself
 * @param key the member's name
 */
record JsonPath(@Nullable JsonPath parent, String key) {
    static final JsonPath DOCUMENT = new JsonPath(null, "");

    JsonPath child(String name) {
        return new JsonPath(this, name);
    }

    /** As RFC 6901 writes it; empty for the document. */
    String pointer() {
        return keys().stream()
                .map(key -> "/" + key.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    String dotted() {
        return String.join(".", keys());
    }

    private Deque<String> keys() {
        Deque<String> keys = new ArrayDeque<>();
        JsonPath at = this;
        while (at.parent != null) {
            keys.addFirst(at.key);
            at = at.parent;
        }
        return keys;
    }
}
