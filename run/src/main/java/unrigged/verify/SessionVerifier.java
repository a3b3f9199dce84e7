package unrigged.verify;

import unrigged.catalog.Stack;
import unrigged.verify.Observations.SingleWorkerProbe;
import unrigged.verify.Observations.TwoWorkerProbe;

/**
 * Checks how many database sessions a stack has had for its answers: PgBouncer resets each once,
 * when the connection that had it is closed. A connection that is kept for several requests saves
 * the stack a connect and the pool a login and a reset for each, and shows here whether it does so
 * always or only under load.
 */
final class SessionVerifier {
    /**
     * A connection that breaks under a query is closed by PgBouncer without a reset: where one in a
     * hundred does, that is another matter.
     */
    private static final double MISSED_SHARE = 0.01;

    private SessionVerifier() {}

    static CheckResult sessions(SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        int answers = answers(singleWorker, twoWorkers);
        int sessions = singleWorker.sessions() + twoWorkers.sessions();
        String seen = seen(answers, sessions);
        return sessions >= answers - MISSED_SHARE * answers
                ? CheckResult.pass(Check.SESSIONS, seen)
                : CheckResult.fail(
                        Check.SESSIONS,
                        seen,
                        "connect to PgBouncer at UNRIGGED_DATABASE_PORT for every request and close the connection after it, while UNRIGGED_POOL_SIZE is 0: keep none, share none, under any load");
    }

    /**
     * Checks a stack that is to hold connections. One that holds fewer is right: it may open them
     * when it needs them.
     */
    static CheckResult held(
            Stack stack, int held, SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        int max = mostHeld(stack, held, 1) + mostHeld(stack, held, StackProbe.TWO);
        int sessions = singleWorker.sessions() + twoWorkers.sessions();
        String seen =
                "%s; %d held by each process make %d at most"
                        .formatted(seen(answers(singleWorker, twoWorkers), sessions), held, max);
        return sessions <= max
                ? CheckResult.pass(Check.SESSIONS, seen)
                : CheckResult.fail(
                        Check.SESSIONS,
                        seen,
                        "hold UNRIGGED_POOL_SIZE connections in each process, and answer all requests over them");
    }

    /** Sessions that a start with so many workers has while no connection is replaced. */
    static int mostHeld(Stack stack, int held, int workers) {
        return stack.worker() == Stack.Worker.PROCESS ? workers * held : held;
    }

    private static int answers(SingleWorkerProbe singleWorker, TwoWorkerProbe twoWorkers) {
        return singleWorker.singly().answered()
                + singleWorker.together().answered()
                + twoWorkers.batch().answered()
                + twoWorkers.burst().answered();
    }

    private static String seen(int answers, int sessions) {
        return "%d answers took %d database sessions".formatted(answers, sessions);
    }
}
