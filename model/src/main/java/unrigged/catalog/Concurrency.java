package unrigged.catalog;

/**
 * How a stack serves several requests at a time; the rule for its worker count follows from {@link
 * #sync()}.
 */
public enum Concurrency {
    SYNC("sync", "Sync"),
    GREENLET("greenlet", "Async / Greenlet"),
    COROUTINE("coroutine", "Async / Coroutine"),
    PLATFORM_THREADS("platform-threads", "Sync / Platform threads"),
    VIRTUAL_THREADS("virtual-threads", "Async / Virtual threads"),
    EVENT_LOOP("event-loop", "Async / Event loop"),
    GOROUTINES("goroutines", "Async / Goroutines"),
    UNKNOWN("unknown", "Unknown");

    private final String id;
    private final String title;

    Concurrency(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As it is written in {@code stacks.yaml} and in JSON. */
    public String id() {
        return id;
    }

    /** As a table prints it. */
    public String title() {
        return title;
    }

    /** Whether a worker serves one request at a time; not so where that is unknown. */
    public boolean sync() {
        return this == SYNC || this == PLATFORM_THREADS;
    }
}
