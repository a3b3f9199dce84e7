/** One trial after the other: up, verify, warm, measure, down, into the journal. */
@NullMarked
package unrigged.measurement;

import org.jspecify.annotations.NullMarked;
