/** Bytes between numbered slots and one server: the JDK's selector, epoll, io_uring. */
@NullMarked
package unrigged.load.transport;

import org.jspecify.annotations.NullMarked;
