/** The load generator: options, phases, totals, self-check, and what it reports. */
@NullMarked
package unrigged.load;

import org.jspecify.annotations.NullMarked;
