/** Stacks × scenarios → ordered trials, from a seed. */
@NullMarked
package unrigged.experiment;

import org.jspecify.annotations.NullMarked;
