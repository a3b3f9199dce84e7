/** What was found in tables → text, JSON. */
@NullMarked
package unrigged.lint.output;

import org.jspecify.annotations.NullMarked;
