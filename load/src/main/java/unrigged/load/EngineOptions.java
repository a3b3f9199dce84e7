package unrigged.load;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.ParseResult;
import unrigged.load.transport.Transports;
import unrigged.program.InvalidInputException;

/** What the load is made with. */
final class EngineOptions {
    private final String transport;
    private final @Nullable Integer givenThreads;
    private final String[] sources;

    EngineOptions(ParseResult given) {
        transport = given.matchedOptionValue("--transport", "auto");
        givenThreads = given.matchedOptionValue("--threads", null);
        sources = given.matchedOptionValue("--source", new String[0]);
    }

    static ArgGroupSpec spec() {
        return OptionSpecs.group(
                "The generator",
                OptionSpecs.value(
                        "--transport",
                        "NAME",
                        String.class,
                        "nio (portable), epoll or uring (Linux), or auto, the cheapest that works"
                                + " here (default: auto). The result names the one that was used."),
                OptionSpecs.value(
                        "--threads",
                        "N",
                        Integer.class,
                        "Threads that share the connections and the rate (default: 1, or one for"
                                + " each share of the connections that the limit on open files"
                                + " allows)."),
                OptionSpecs.commaList(
                        "--source",
                        "ADDRESS",
                        "Local addresses to connect from, in turn. One address has about 28000"
                                + " ports; for more connections to a loopback target 127.0.0.1,"
                                + " 127.0.0.2, … are taken without being asked for."));
    }

    Engine engine(int connections) {
        Transports.Kind kind = Checks.oneOf("--transport", transport, Transports.Kind.class);
        Integer given = givenThreads;
        int threads = given == null ? Descriptors.threads(kind, connections) : given;
        Checks.atLeast("--threads", threads, 1);
        if (threads > connections) {
            throw new InvalidInputException(
                    "--threads " + threads + " for " + connections + " connections",
                    "at least one connection for each thread",
                    "--threads 1");
        }
        return new Engine(kind, threads, addresses());
    }

    private List<InetAddress> addresses() {
        List<InetAddress> addresses = new ArrayList<>();
        for (String source : sources) {
            try {
                addresses.add(InetAddress.getByName(source));
            } catch (UnknownHostException e) {
                throw new InvalidInputException(
                        "--source '" + source + "' is no address: " + e.getMessage(),
                        "addresses of this machine, separated by commas",
                        "for example --source 127.0.0.1,127.0.0.2");
            }
        }
        return addresses;
    }
}
