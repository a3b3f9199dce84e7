/** What can be measured: stacks, servers, applications, environments. */
@NullMarked
package unrigged.catalog;

import org.jspecify.annotations.NullMarked;
