package unrigged.verify;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is checked, in the order in which it is reported. */
public enum Check {
    START("starts and answers"),
    ANSWER("answers with the row as JSON, status 200, and with 404 elsewhere", START),
    ROWS("reads another row for every request", ANSWER),
    DELAY("waits for the query's delay", ROWS),
    STATEMENTS("sends the database the query and nothing else", ROWS),
    CONCURRENCY("serves as many requests at a time as its type says", DELAY),
    WORKERS("runs as many workers as it is told", START),
    SPEEDUPS("has its native modules loaded in every worker", START),
    LOG("writes nothing for a request", START),
    BURST("survives a burst", ANSWER),
    STOP("stops in order", START);

    private final String title;
    private final @Nullable Check need;

    Check(String title) {
        this(title, null);
    }

    Check(String title, @Nullable Check need) {
        this.title = title;
        this.need = need;
    }

    /** As it is written in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the stack does when the check passes. */
    public String title() {
        return title;
    }

    /** The check without which this one tells nothing: one flaw shall have one reason. */
    Optional<Check> need() {
        return Optional.ofNullable(need);
    }
}
