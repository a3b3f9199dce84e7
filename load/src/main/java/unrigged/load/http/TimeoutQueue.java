package unrigged.load.http;

import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for the same length of time, in the order in which they began: the head is
 * always the first that is due, so joining, leaving and expiring cost O(1) and allocate nothing. A
 * connection is in at most one line. Owner: the transport's thread.
 */
final class TimeoutQueue {
    private final long delayNs;
    private @Nullable Connection head;
    private @Nullable Connection tail;

    TimeoutQueue(long delayNs) {
        this.delayNs = delayNs;
    }

    /** {@code sinceNs} never runs backwards from one call to the next. */
    void join(Connection connection, long sinceNs) {
        connection.queue = this;
        connection.dueNs = sinceNs + delayNs;
        connection.ahead = tail;
        connection.behind = null;
        if (tail == null) {
            head = connection;
        } else {
            tail.behind = connection;
        }
        tail = connection;
    }

    void leave(Connection connection) {
        Connection ahead = connection.ahead;
        Connection behind = connection.behind;
        if (ahead == null) {
            head = behind;
        } else {
            ahead.behind = behind;
        }
        if (behind == null) {
            tail = ahead;
        } else {
            behind.ahead = ahead;
        }
        connection.queue = null;
        connection.ahead = null;
        connection.behind = null;
    }

    /** When the first is due, or {@code otherwise} if that is earlier or nobody waits. */
    long firstDueNs(long otherwise) {
        return head == null ? otherwise : Math.min(head.dueNs, otherwise);
    }

    /** Takes out the first whose time has come. */
    @Nullable Connection nextDue(long nowNs) {
        Connection first = head;
        if (first == null || first.dueNs - nowNs > 0) {
            return null;
        }
        leave(first);
        return first;
    }
}
