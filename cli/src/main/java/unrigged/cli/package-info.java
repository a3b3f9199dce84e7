/** The command line: commands, exit codes, the console. The only place that prints or exits. */
@NullMarked
package unrigged.cli;

import org.jspecify.annotations.NullMarked;
