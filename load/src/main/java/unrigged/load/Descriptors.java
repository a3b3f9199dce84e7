package unrigged.load;

import java.util.OptionalLong;
import unrigged.load.transport.TooManyOpenFilesException;
import unrigged.load.transport.Transports;
import unrigged.program.EnvironmentException;

/**
 * The limit on open files and what it means for connections: over a selector and epoll each is an
 * open file of the process; over io_uring each is a registered file of its thread's ring, and the
 * limit holds for each ring.
 */
final class Descriptors {
    /** Beside the connections: libraries, selector, control, log, a replaced socket. */
    private static final int SPARE = 64;

    /** More threads are not started without being asked for. */
    private static final int THREADS_MAX = 16;

    private Descriptors() {}

    static OptionalLong limit() {
        return ProcessFigures.limit("Max open files");
    }

    /** How many threads it takes to have that many connections. */
    static int threads(Transports.Kind kind, int connections) {
        OptionalLong limit = limit();
        if (limit.isEmpty() || !mayBeRegistered(kind) || limit.getAsLong() <= SPARE) {
            return 1;
        }
        return (int) Math.min(THREADS_MAX, Math.ceilDiv(connections, limit.getAsLong() - SPARE));
    }

    private static boolean mayBeRegistered(Transports.Kind kind) {
        return kind == Transports.Kind.AUTO || kind == Transports.Kind.URING;
    }

    static void require(LoadPlan plan) {
        OptionalLong limit = limit();
        Engine engine = plan.engine();
        int counted =
                mayBeRegistered(engine.transport())
                        ? LoadThreads.share(plan.connections(), 0, engine.threads())
                        : plan.connections();
        if (limit.isPresent() && counted + SPARE > limit.getAsLong()) {
            throw new EnvironmentException(
                    "%d connections need more than the %d open files that this process may have (Max open files in /proc/self/limits)"
                            .formatted(counted, limit.getAsLong()),
                    "ulimit -n %d, or fewer --connections, or more --threads over --transport uring, where the limit holds for each"
                            .formatted(counted + SPARE));
        }
    }

    /** What to say when there were none left. */
    static EnvironmentException exhausted(TooManyOpenFilesException.Limit whose) {
        if (whose == TooManyOpenFilesException.Limit.SYSTEM) {
            return new EnvironmentException(
                    "too many open files: all processes of this machine together have as many as fs.file-max allows",
                    "raise it with sysctl, or use fewer --connections");
        }
        OptionalLong limit = limit();
        return new EnvironmentException(
                "too many open files: this process may have %s (Max open files in /proc/self/limits)"
                        .formatted(limit.isPresent() ? limit.getAsLong() : "a limited number"),
                "raise it with ulimit -n, or use fewer --connections");
    }
}
