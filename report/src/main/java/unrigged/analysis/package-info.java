/**
 * From a journal to a result: intervals, percentiles, audits' judgement. Pure: no files, sockets,
 * threads or clocks.
 */
@NullMarked
package unrigged.analysis;

import org.jspecify.annotations.NullMarked;
