package unrigged.metric;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What reached the database between two readings of its counters, at the window's two ends.
 *
 * @param observedNs between the two readings
 * @param transactions of clients, as PgBouncer counted them; a text that is sent by itself is one
 * @param queryTimeNs from a query's arrival at PgBouncer to its answer, of all queries together
 * @param connectionsAccepted TCP connections that were accepted in this network namespace,
 *     whosoever they were
 * @param connectionsPerAnswer how many the settings ask for: from the load, the proxy and the
 *     application; empty where they do not say that an application connects for every request
 * @param databaseTransactions as PostgreSQL counted them, the pool's own included and the
 *     controller's left out; empty where it gave too few figures, and in records of older versions
 */
public record DatabaseWork(
        long observedNs,
        long transactions,
        long queryTimeNs,
        long connectionsAccepted,
        OptionalInt connectionsPerAnswer,
        OptionalLong databaseTransactions) {}
