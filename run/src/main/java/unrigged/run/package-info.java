/** One trial after the other: up, verify, warm, measure, down, into the journal. */
@NullMarked
package unrigged.run;

import org.jspecify.annotations.NullMarked;
