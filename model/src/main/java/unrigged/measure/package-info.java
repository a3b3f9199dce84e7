/** Units, tiers, outcomes, histograms, clocks. */
@NullMarked
package unrigged.measure;

import org.jspecify.annotations.NullMarked;
