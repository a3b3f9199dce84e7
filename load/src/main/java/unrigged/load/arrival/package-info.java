/** When requests are due in an open loop: a rate over time, and arrivals that follow it. */
@NullMarked
package unrigged.load.arrival;

import org.jspecify.annotations.NullMarked;
