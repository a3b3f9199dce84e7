/**
 * One OS process: start, log, accounting, stop; and the supervisor that ends all of them, whatever
 * happens to the controller.
 */
@NullMarked
package unrigged.process;

import org.jspecify.annotations.NullMarked;
