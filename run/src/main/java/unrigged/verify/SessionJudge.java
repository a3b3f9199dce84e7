package unrigged.verify;

import unrigged.verify.Observed.Alone;
import unrigged.verify.Observed.Busy;

/**
 * Judges how many database sessions a stack has had for its answers: PgBouncer resets each once,
 * when the connection that had it is closed. A connection that is kept for several requests saves
 * the stack a connect and the pool a login and a reset for each, and shows here whether it does so
 * always or only under load.
 */
final class SessionJudge {
    /**
     * A connection that breaks under a query is closed by PgBouncer without a reset: where one in a
     * hundred does, that is another matter.
     */
    private static final double MISSED_SHARE = 0.01;

    private SessionJudge() {}

    static CheckResult sessions(Alone alone, Busy busy) {
        int answers =
                alone.singly().answered()
                        + alone.together().answered()
                        + busy.crowd().answered()
                        + busy.burst().answered();
        int sessions = alone.sessions() + busy.sessions();
        String seen = "%d answers took %d database sessions".formatted(answers, sessions);
        return sessions >= answers - MISSED_SHARE * answers
                ? CheckResult.pass(Check.SESSIONS, seen)
                : CheckResult.fail(
                        Check.SESSIONS,
                        seen,
                        "connect to PgBouncer at UNRIGGED_DATABASE_PORT for every request and close the connection after it, while UNRIGGED_POOL_SIZE is 0: keep none, share none, under any load");
    }
}
