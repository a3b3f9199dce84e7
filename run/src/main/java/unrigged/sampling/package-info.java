/** What is read while a trial runs: /proc, the pool, the database; from two readings to figures. */
@NullMarked
package unrigged.sampling;

import org.jspecify.annotations.NullMarked;
