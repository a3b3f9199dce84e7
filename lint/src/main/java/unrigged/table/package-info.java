/** Files that others wrote → tables of text cells that know their line and column. */
@NullMarked
package unrigged.table;

import org.jspecify.annotations.NullMarked;
