package unrigged.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line; the only mutable part is what picocli fills in. */
@Command(
        name = "unrigged load",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Offers a load to an HTTP server and tells what came back, and how sure that is.",
        description = {
            "",
            "Without --rate the loop is closed: each of N connections sends, waits for the whole"
                    + " answer, checks it, and sends again. With --rate it is open: requests are due"
                    + " by the clock, whatever the server does, over at most N connections; latency"
                    + " runs from the instant at which a request was due.",
            "HTTP/1.1 without TLS. Every request is counted once: answered, failed (with its kind),"
                    + " or abandoned at the end. Latency includes connecting and ends with the"
                    + " answer's last byte; timeouts count among the latencies.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  A quick look, ten connections for ten seconds:",
            "    unrigged load http://127.0.0.1:8080/test",
            "  As ab does it, a new connection for each of 20000 requests:",
            "    unrigged load http://127.0.0.1:8080/test --connections 64 --requests 20000"
                    + " --no-keepalive",
            "  What users feel at 500 requests per second that arrive at random:",
            "    unrigged load http://127.0.0.1:8080/test --rate 500 --arrivals poisson"
                    + " --connections 200 --duration 1m",
            "  Where it breaks, in steps or in a ramp:",
            "    unrigged load http://127.0.0.1:8080/test --rate 500/20s,1000/20s,2000/20s",
            "    unrigged load http://127.0.0.1:8080/test --rate 100..5000/1m --connections 500",
            "  For a script, checking each body, after 5 s of load that is not counted:",
            "    unrigged load http://127.0.0.1:8080/test --warm-up 5s --duration 30s --json"
                    + " --expect-mask '{\"a\": \"##########\"}'",
            "",
            "Failure kinds: connect, reset, closed-early, timeout, status, wrong-body, protocol.",
            "Exit codes: 0 done; 1 nothing was answered; 2 wrong use; 3 this machine cannot do it;"
                    + " 130 interrupted (what was measured is printed)."
        })
final class LoadOptions {
    @Parameters(paramLabel = "URL", description = "http://HOST[:PORT][/PATH]")
    String url = "";

    @ArgGroup(exclusive = false, validate = false, heading = "%nThe load:%n")
    ModelOptions model = new ModelOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nThe request and its answer:%n")
    RequestOptions request = new RequestOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nThe generator:%n")
    EngineOptions engine = new EngineOptions();

    @Option(names = "--json", description = "One JSON document on stdout, nothing else.")
    boolean json;

    @Option(
            names = "--hlog",
            paramLabel = "FILE",
            description = "Write the latencies in HdrHistogram's log format, in microseconds.")
    @Nullable Path hlog;

    @Option(
            names = "--control",
            paramLabel = "HOST:PORT",
            description = "Obey a lab that listens there (JSON lines); see docs/method.md.")
    @Nullable String control;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    boolean help;

    LoadPlan plan() {
        Target target = Target.parse(url);
        model.check();
        return new LoadPlan(
                target,
                request.exchanges(target, !model.noKeepalive),
                !model.noKeepalive,
                model.connections,
                model.schedule(),
                model.offered(),
                model.pacing(),
                model.timeout.toNanos(),
                model.thinkTime.toNanos(),
                engine.engine(model.connections),
                json,
                Optional.ofNullable(hlog),
                Optional.ofNullable(control).map(LoadOptions::address));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw wrongControl(text);
        }
        InetSocketAddress address =
                new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
        InetAddress resolved = address.getAddress();
        if (resolved == null || !resolved.isLoopbackAddress()) {
            throw wrongControl(text);
        }
        return address;
    }

    private static WrongUse wrongControl(String text) {
        return new WrongUse(
                "--control '" + text + "'",
                "HOST:PORT with a loopback address",
                "for example --control 127.0.0.1:4000");
    }
}
