/**
 * A table of benchmark results → what its columns mean → findings, each with the cells it is about
 * (pure).
 */
@NullMarked
package unrigged.lint;

import org.jspecify.annotations.NullMarked;
