/**
 * From what was measured in a few scenarios to what would be measured in others: CPU time per
 * request → a closed queueing network for each stack → forecasts of closed and open loops, with
 * their errors. Pure: no files, sockets, threads or clocks.
 */
@NullMarked
package unrigged.prediction;

import org.jspecify.annotations.NullMarked;
