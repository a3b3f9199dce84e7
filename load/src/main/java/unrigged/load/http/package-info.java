/** HTTP/1.1 from the client's side: one thread, many connections, a strict parser. */
@NullMarked
package unrigged.load.http;

import org.jspecify.annotations.NullMarked;
