package unrigged.verify;

import java.util.List;
import java.util.Locale;

/** What is checked, in the order in which it is reported. */
public enum Check {
    START("starts and answers"),
    ANSWER("answers with the row as JSON, status 200, and with 404 elsewhere", START),
    ROWS("reads another row for every request", ANSWER),
    DELAY("waits for the query's delay", ROWS),
    STATEMENTS("sends the database the query and nothing else", ROWS),
    SESSIONS("opens a database session of its own for every request", STATEMENTS),
    CONCURRENCY("serves as many requests at a time as its type says", DELAY, STATEMENTS),
    WORKERS("runs as many workers as configured", START),
    SPEEDUPS("has its native modules loaded in every worker", START),
    LOG("writes nothing for a request", START),
    BURST("survives a burst", ANSWER),
    STOP("shuts down cleanly", START);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Check> needs;

    Check(String title, Check... needs) {
        this.title = title;
        this.needs = List.of(needs);
    }

    /** As it is written in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the stack does when the check passes. */
    public String title() {
        return title;
    }

    /** The checks without which this one tells nothing: one flaw shall have one reason. */
    List<Check> needs() {
        return needs;
    }
}
