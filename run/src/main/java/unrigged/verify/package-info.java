/**
 * A stack → whether it does the same work as the others: observed on the real parts, then checked,
 * one sentence for each thing that its author should change.
 */
@NullMarked
package unrigged.verify;

import org.jspecify.annotations.NullMarked;
