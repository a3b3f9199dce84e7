/**
 * A cell and the parts at hand → the processes of one trial, their ports and their configuration.
 * Pure: text in, text out.
 */
@NullMarked
package unrigged.deployment;

import org.jspecify.annotations.NullMarked;
