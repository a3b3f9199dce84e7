package unrigged.load;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import unrigged.load.http.Expectation;
import unrigged.load.http.Request;

/**
 * What the command line asks for, checked.
 *
 * @param hlog where the histogram log goes
 * @param control where the lab listens
 */
record LoadPlan(
        Target target,
        Request request,
        Expectation expectation,
        int connections,
        Schedule schedule,
        long timeoutNs,
        long thinkNs,
        boolean json,
        Optional<Path> hlog,
        Optional<InetSocketAddress> control) {}
