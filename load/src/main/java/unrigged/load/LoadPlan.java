package unrigged.load;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import unrigged.load.http.Exchange;
import unrigged.load.http.Pacing;

/**
 * What the command line asks for, checked.
 *
 * @param exchanges sent in this order, again and again
 * @param offered by the clock; empty for a closed loop
 * @param hlog where the histogram log goes
 * @param control where the controller listens
 */
record LoadPlan(
        Target target,
        List<Exchange> exchanges,
        boolean keepAlive,
        int connections,
        PhaseSchedule schedule,
        Optional<OfferedLoad> offered,
        Pacing pacing,
        long timeoutNs,
        long thinkNs,
        Engine engine,
        boolean json,
        Optional<Path> hlog,
        Optional<InetSocketAddress> control) {
    LoadPlan {
        exchanges = List.copyOf(exchanges);
    }
}
