/** Stacks × scenarios → ordered trials, from a seed. */
@NullMarked
package unrigged.plan;

import org.jspecify.annotations.NullMarked;
