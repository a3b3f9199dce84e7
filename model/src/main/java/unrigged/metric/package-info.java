/** Units, tiers, outcomes, histograms, clocks. */
@NullMarked
package unrigged.metric;

import org.jspecify.annotations.NullMarked;
