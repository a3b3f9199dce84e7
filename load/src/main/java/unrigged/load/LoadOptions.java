package unrigged.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unrigged.load.http.Expectation;
import unrigged.load.http.Request;

/** The command line; the only mutable part is what picocli fills in. */
@Command(
        name = "unrigged load",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Keeps N connections busy with one request and tells what came back.",
        description = {
            "",
            "A closed loop: each connection sends, waits for the whole answer, checks it, and sends"
                    + " again. HTTP/1.1 without TLS. Every request is counted once: answered, failed"
                    + " (with its kind), or abandoned at the end. Latency runs from the beginning of"
                    + " a request, connecting included, to the last byte of its answer; timeouts"
                    + " count among the latencies.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  A quick look, ten connections for ten seconds:",
            "    unrigged load http://127.0.0.1:8080/test",
            "  As ab does it, a new connection for each of 20000 requests:",
            "    unrigged load http://127.0.0.1:8080/test --connections 64 --requests 20000"
                    + " --no-keepalive",
            "  For a script, checking each body, after 5 s of load that is not counted:",
            "    unrigged load http://127.0.0.1:8080/test --warm-up 5s --duration 30s --json"
                    + " --expect-mask '{\"a\": \"##########\"}'",
            "",
            "Failure kinds: connect, reset, closed-early, timeout, status, wrong-body, protocol.",
            "Exit codes: 0 done; 1 nothing was answered; 2 wrong use; 3 this machine cannot do it;"
                    + " 130 interrupted (what was measured is printed)."
        })
final class LoadOptions {
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "transfer-encoding", "expect", "upgrade");

    @Parameters(paramLabel = "URL", description = "http://HOST[:PORT][/PATH]")
    String url = "";

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10",
            description = "Connections, each with one request at a time (default: 10).")
    int connections;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description =
                    "Length of the measured window: 500ms, 10s, 1m (default: 10s). With --requests"
                            + " the time after which the run ends anyway (default: 10m).")
    @Nullable Duration duration;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "End the window after N requests instead.")
    @Nullable Long requests;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationText.class,
            description = "Load before the window that is not counted (default: 0s).")
    Duration warmUp = Duration.ZERO;

    @Option(
            names = "--no-keepalive",
            description =
                    "A new connection for each request (Connection: close). As with ab, the next one"
                            + " begins when the server has closed, at most 100 ms after its answer.")
    boolean noKeepalive;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationText.class,
            description = "A request fails after this time (default: 10s).")
    Duration timeout = Duration.ZERO;

    @Option(
            names = "--think-time",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationText.class,
            description = "Pause of a connection between two requests (default: 0s).")
    Duration thinkTime = Duration.ZERO;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "GET",
            description = "The request method (default: GET); requests have no body.")
    String method = "";

    @Option(
            names = "--header",
            paramLabel = "'K: v'",
            description = "A request header; may be repeated.")
    List<String> headers = new ArrayList<>();

    @Option(
            names = "--expect-status",
            paramLabel = "CODE",
            description = "The only right status (default: any 2xx).")
    @Nullable Integer expectStatus;

    @Option(
            names = "--expect-mask",
            paramLabel = "TEXT",
            description =
                    "The only right body: # stands for a digit, @ for a letter (ASCII), all else for"
                            + " itself.")
    @Nullable String expectMask;

    @Option(
            names = "--expect-length",
            paramLabel = "BYTES",
            description = "The only right length of the body.")
    @Nullable Long expectLength;

    @Option(names = "--json", description = "One JSON document on stdout, nothing else.")
    boolean json;

    @Option(
            names = "--hlog",
            paramLabel = "FILE",
            description = "Write the latencies in HdrHistogram's log format, in microseconds.")
    @Nullable Path hlog;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "nio, epoll, uring or auto; only nio is there so far (default: auto).")
    String transport = "";

    @Option(
            names = "--control",
            paramLabel = "HOST:PORT",
            description = "Obey a lab that listens there (JSON lines); see docs/method.md.")
    @Nullable String control;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    boolean help;

    LoadPlan plan() {
        Target target = Target.parse(url);
        checkTransport();
        atLeast("--connections", connections, 1);
        Long count = requests;
        if (count != null) {
            atLeast("--requests", count, connections);
        }
        positive("--timeout", timeout);
        if (duration != null) {
            positive("--duration", duration);
        }
        return new LoadPlan(
                target,
                new Request(
                        checkedMethod(),
                        target.path(),
                        target.hostHeader(),
                        checkedHeaders(),
                        !noKeepalive),
                expectation(),
                connections,
                new Schedule(warmUp.toNanos(), windowNs(), optional(count)),
                timeout.toNanos(),
                thinkTime.toNanos(),
                json,
                Optional.ofNullable(hlog),
                Optional.ofNullable(control).map(LoadOptions::address));
    }

    private long windowNs() {
        if (duration != null) {
            return duration.toNanos();
        }
        return (requests == null ? Duration.ofSeconds(10) : Duration.ofMinutes(10)).toNanos();
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private Expectation expectation() {
        if (expectMask != null && expectLength != null) {
            throw new WrongUse(
                    "both --expect-mask and --expect-length are given",
                    "one of them; a mask has a length already",
                    "leave out --expect-length");
        }
        Integer status = expectStatus;
        if (status != null && (status < 200 || status > 599)) {
            throw new WrongUse(
                    "--expect-status " + status, "200 to 599", "for example --expect-status 200");
        }
        if (expectLength != null) {
            atLeast("--expect-length", expectLength, 0);
        }
        Expectation anyBody =
                Expectation.anyBody(status == null ? OptionalInt.empty() : OptionalInt.of(status));
        return expectMask != null
                ? anyBody.withMask(expectMask)
                : anyBody.withLength(optional(expectLength));
    }

    private void checkTransport() {
        switch (transport) {
            case "nio", "auto" -> {
                // There.
            }
            case "epoll", "uring" ->
                    throw new WrongUse(
                            "--transport " + transport + " is not available yet",
                            "nio or auto",
                            "leave out --transport");
            default ->
                    throw new WrongUse(
                            "--transport '" + transport + "' does not exist",
                            "nio, epoll, uring or auto",
                            "leave out --transport");
        }
    }

    private String checkedMethod() {
        if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
            throw new WrongUse(
                    "--method '" + method + "'",
                    "an HTTP method in upper case, and not CONNECT",
                    "for example --method GET");
        }
        return method;
    }

    private List<String> checkedHeaders() {
        for (String header : headers) {
            int colon = header.indexOf(':');
            boolean printable = header.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
            if (!printable
                    || colon < 1
                    || !header.substring(0, colon).matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw new WrongUse(
                        "--header '" + header + "'",
                        "a name, a colon and a value on one line",
                        "for example --header 'Accept: application/json'");
            }
            if (OWN_HEADERS.contains(header.substring(0, colon).toLowerCase(Locale.ROOT))) {
                throw new WrongUse(
                        "--header '" + header + "' would change how answers end",
                        "a header that the generator does not set itself",
                        "for a new connection per request use --no-keepalive");
            }
        }
        return headers;
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

    private static void atLeast(String option, long given, long least) {
        if (given < least) {
            throw new WrongUse(
                    option + " " + given,
                    "at least "
                            + least
                            + (option.equals("--requests") ? " (one for each connection)" : ""),
                    option + " " + least + " or more");
        }
    }

    private static void positive(String option, Duration given) {
        if (given.toNanos() < 1) {
            throw new WrongUse(
                    option + " " + given.toNanos() + " ns", "more than 0", option + " 10s");
        }
    }
}
