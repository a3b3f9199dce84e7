/** What was found in tables → one HTML file with the tables, their cells marked. */
@NullMarked
package unrigged.lint.page;

import org.jspecify.annotations.NullMarked;
