/**
 * From a few measured universes to the verdicts of all: the queueing model, and how far measured
 * ratios deviate from it, as a field over the universes → verdicts with their probabilities → which
 * universes are worth measuring next. Pure: no files, sockets, threads or clocks.
 */
@NullMarked
package unrigged.exploration;

import org.jspecify.annotations.NullMarked;
