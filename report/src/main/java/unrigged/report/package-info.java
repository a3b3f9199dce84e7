/** A run directory read, and its result as JSON, CSV, plain text and one offline page. */
@NullMarked
package unrigged.report;

import org.jspecify.annotations.NullMarked;
