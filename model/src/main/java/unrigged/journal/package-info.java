/** The append-only record of a run, versioned: its writer and its reader. */
@NullMarked
package unrigged.journal;

import org.jspecify.annotations.NullMarked;
