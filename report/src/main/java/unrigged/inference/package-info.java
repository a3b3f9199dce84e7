/**
 * From a journal to a result: intervals, percentiles, audits' judgement. Pure: no files, sockets,
 * threads or clocks.
 */
@NullMarked
package unrigged.inference;

import org.jspecify.annotations.NullMarked;
