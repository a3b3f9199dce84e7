/**
 * From a run, or an exploration, of two stacks in many universes to where a claim about them holds,
 * what reverses it, and which settings decide. Pure: no files, sockets, threads or clocks.
 */
@NullMarked
package unrigged.claim;

import org.jspecify.annotations.NullMarked;
