package unrigged.metric;

import java.util.OptionalInt;

/**
 * The most simultaneous database sessions seen during warm-up and window; empty where it could not
 * be asked.
 *
 * @param poolBusy server connections that PgBouncer had given to a client at one instant
 * @param poolOpen server connections that PgBouncer held open, busy or idle
 * @param poolWaiting clients that waited at PgBouncer for a server connection at one instant
 * @param database client backends that PostgreSQL itself counted
 * @param samples how often both were asked
 */
public record SessionPeaks(
        OptionalInt poolBusy,
        OptionalInt poolOpen,
        OptionalInt poolWaiting,
        OptionalInt database,
        int samples) {}
