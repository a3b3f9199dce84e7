package unrigged.table;

import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Whether it is that member, or a part of it. */
    boolean within(@Nullable JsonPath other) {
        for (JsonPath at = this; at != null; at = at.parent) {
            if (at.equals(other)) {
                return true;
            }
        }
        return false;
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
