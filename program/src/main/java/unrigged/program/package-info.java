/**
 * What both programs, the command line and the load generator, do with their arguments, their
 * errors and their standard output.
 */
@NullMarked
package unrigged.program;

import org.jspecify.annotations.NullMarked;
