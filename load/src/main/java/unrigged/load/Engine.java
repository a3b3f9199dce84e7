package unrigged.load;

import java.net.InetAddress;
import java.util.List;
import unrigged.load.transport.Transports;

/**
 * What the load is made with.
 *
 * @param sources local addresses to connect from, in turn; empty leaves the choice to the system,
 *     or to {@link LoadSession} when there are more connections than one address has ports
 */
record Engine(Transports.Kind transport, int threads, List<InetAddress> sources) {
    Engine {
        sources = List.copyOf(sources);
    }
}
