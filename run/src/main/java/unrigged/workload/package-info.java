/** What a stack is asked, what a right answer is, and the table behind it. Pure. */
@NullMarked
package unrigged.workload;

import org.jspecify.annotations.NullMarked;
