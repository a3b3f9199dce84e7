/**
 * Where PostgreSQL, PgBouncer, nginx and the stacks' environments come from, and getting them there
 * privately.
 */
@NullMarked
package unrigged.setup;

import org.jspecify.annotations.NullMarked;
