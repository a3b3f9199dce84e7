/** Reads YAML so that every complaint names its file, line and column. */
@NullMarked
package unrigged.config;

import org.jspecify.annotations.NullMarked;
