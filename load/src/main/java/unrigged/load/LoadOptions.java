package unrigged.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import unrigged.program.InvalidInputException;
import unrigged.program.TerminalDevice;
import unrigged.program.Version;

/** The command line and what it asks for. */
final class LoadOptions {
    /** Makes another command line of it. */
    static final String SLICES = "--slices";

    private final String url;
    private final ModelOptions model;
    private final RequestOptions request;
    private final EngineOptions engine;
    private final boolean json;
    private final @Nullable Path hlog;
    private final @Nullable String control;

    private LoadOptions(ParseResult given) {
        url = given.matchedPositionalValue(0, "");
        model = new ModelOptions(given);
        request = new RequestOptions(given);
        engine = new EngineOptions(given);
        json = given.matchedOptionValue("--json", false);
        hlog = given.matchedOptionValue("--hlog", null);
        control = given.matchedOptionValue("--control", null);
    }

    /** Picocli would take a text that begins with @ for the name of a file, and @@ for @. */
    static CommandLine commandLine() {
        return new CommandLine(spec())
                .setColorScheme(CommandLine.Help.defaultColorScheme(TerminalDevice.colours()))
                .setExpandAtFiles(false);
    }

    /** How picocli is to read it. */
    private static CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create().name("unrigged load").version("unrigged load " + Version.TEXT);
        explain(spec.usageMessage());
        return spec.addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("URL")
                                .type(String.class)
                                .required(true)
                                .description("http://HOST[:PORT][/PATH]")
                                .build())
                .addArgGroup(ModelOptions.spec())
                .addArgGroup(RequestOptions.spec())
                .addArgGroup(EngineOptions.spec())
                .addOption(OptionSpecs.flag("--json", "One JSON document on stdout, nothing else."))
                .addOption(
                        OptionSpecs.value(
                                "--hlog",
                                "FILE",
                                Path.class,
                                "Write the latencies in HdrHistogram's log format, in"
                                        + " microseconds."))
                .addOption(
                        OptionSpecs.value(
                                "--control",
                                "HOST:PORT",
                                String.class,
                                "Follow the commands of a controller that listens there (JSON lines);"
                                        + " with --slices instead of the URL one load after the"
                                        + " other; see docs/load.md."))
                .addOption(OptionSpecs.help("-h,--help", "Show this help."))
                .addOption(OptionSpecs.version("-V,--version", "Print the version."));
    }

    private static void explain(UsageMessageSpec usage) {
        usage.sortOptions(false)
                .autoWidth(true)
                .header(
                        "Offers a load to an HTTP server and reports what came back and how reliable the figures are.")
                .description(
                        "",
                        "Without --rate the loop is closed: each of N connections sends, waits for the whole"
                                + " answer, checks it, and sends again. With --rate it is open: requests are due"
                                + " by the clock, whatever the server does, over at most N connections; latency"
                                + " runs from the instant at which a request was due.",
                        "HTTP/1.1 without TLS. Every request is counted once: answered, failed (with its kind),"
                                + " or abandoned at the end. Latency includes connecting and ends with the"
                                + " answer's last byte; timeouts count among the latencies.",
                        "")
                .footerHeading("%nExamples:%n")
                .footer(
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
                        "Exit codes: 0 done; 1 nothing was answered rightly; 2 wrong use; 3 this machine cannot do it,"
                                + " or what was measured cannot be written; 130 interrupted (what was"
                                + " measured is printed).");
    }

    /**
     * The plan that the words of a command line, already read, ask for.
     *
     * @throws InvalidInputException when they contradict each other or ask for what cannot be
     */
    static LoadPlan plan(ParseResult given) {
        Checks.onceEach(given);
        return new LoadOptions(given).plan();
    }

    /** The options of a generator that is told its loads one after the other. */
    static CommandLine slicesCommandLine() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("unrigged load")
                        .addOption(OptionSpecs.flag(SLICES))
                        .addOption(
                                OptionSpecs.required(
                                        "--control",
                                        "HOST:PORT",
                                        "Where the controller listens that tells the slices."));
        return new CommandLine(spec).setExpandAtFiles(false);
    }

    /** Where the controller of {@link #slicesCommandLine} listens. */
    static InetSocketAddress controller(ParseResult given) {
        Checks.onceEach(given);
        return address(given.matchedOptionValue("--control", ""));
    }

    /**
     * The plan of a slice.
     *
     * @param words as on the command line
     */
    static LoadPlan slice(List<String> words) {
        ParseResult given = commandLine().parseArgs(words.toArray(new String[0]));
        for (String option : List.of("--control", "--help", "--version")) {
            if (given.hasMatchedOption(option)) {
                throw new InvalidInputException(
                        option + " is given for a slice", "a URL and its load", "leave it out");
            }
        }
        return plan(given);
    }

    private LoadPlan plan() {
        Target target = Target.parse(url);
        return new LoadPlan(
                target,
                request.exchanges(target, model.keepAlive()),
                model.keepAlive(),
                model.connections(),
                model.schedule(),
                model.offered(),
                model.pacing(),
                model.timeoutNs(),
                model.thinkNs(),
                engine.engine(model.connections()),
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

    private static InvalidInputException wrongControl(String text) {
        return new InvalidInputException(
                "--control '" + text + "'",
                "HOST:PORT with a loopback address",
                "for example --control 127.0.0.1:4000");
    }
}
