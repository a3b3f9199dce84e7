package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.journal.Json;
import unrigged.measurement.ProvisionedParts;
import unrigged.metric.Clock;
import unrigged.program.InvalidInputException;
import unrigged.verify.StackReport;
import unrigged.verify.Verification;

@Command(
        name = "verify",
        description = {
            "Prove for each stack that it does the same work as the others, or say what its author should change.",
            "",
            "A stack is started behind nginx and before PgBouncer and PostgreSQL, once with one worker and once with two, and asked a few hundred "
                    + "times: about ten seconds each. What it declares is compared with what its processes, its answers and the database show.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Checked, in this order; one that needs another which failed is not observable:",
            "  start        a server comes up and answers, with one worker and with two",
            "  answer       the row as JSON, status 200, application/json; 404 for any other path",
            "  rows         another row for every request, from the whole table",
            "  delay        no answer before the query's delay is over",
            "  statements   the sleep and the lookup once per answer in PostgreSQL's log, and nothing else",
            "  sessions     a database session of its own for every request, also under load; with --pool-size the held ones for all",
            "  concurrency  one worker, 8 requests: 1 query at a time if sync, 8 if async",
            "  workers      as many as the server is configured to run",
            "  speedups     the declared native modules are mapped in every worker",
            "  log          no bytes per request in any file that the server has open",
            "  burst        500 requests at 32 connections: all right, and no worker ends",
            "  stop         the stop signal ends all processes within 5 s",
            "",
            "Examples:  unrigged verify starlette-uvicorn",
            "           unrigged verify flask-gunicorn tomcat-virtual --json",
            "           unrigged verify --all --report verification.json",
            "           unrigged verify starlette-uvicorn --pool-size 4",
            "",
            "Exit status: 0 all passed, 1 a stack failed, 3 none failed but one could not be had on this machine,",
            "             2 wrong use, 130 interrupted. docs/verify.md says more about each check.",
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "STACK",
            description = "What to verify: names, or catalogue files.")
    private List<String> stacks = new ArrayList<>();

    @Option(names = "--all", description = "Every stack of the catalogue.")
    private boolean all;

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Connections that each process holds, at most 64, as a plan's driver.pool_size; 0, the default: one per request.")
    private int poolSize;

    @Option(
            names = "--json",
            description =
                    "Everything that was found as one JSON document on stdout; progress goes to stderr.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The same JSON document into a file, besides.")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (poolSize < 0 || poolSize > Verification.MAX_HELD) {
            throw new InvalidInputException(
                    "--pool-size: expected a whole number from 0 to %d but found %d"
                            .formatted(Verification.MAX_HELD, poolSize));
        }
        Installation installation = Installation.here();
        StackChoice choice = StackChoice.ofArguments(installation, stacks);
        Catalog catalog = choice.catalog();
        List<Stack> chosen = chosen(choice);
        Optional<OutputFile> file = OutputFile.of("--report", report);
        PrintWriter err = spec.commandLine().getErr();
        VerifyDisplay display =
                new VerifyDisplay(json ? err : spec.commandLine().getOut(), err, chosen);
        Clock clock = Clock.system();
        try (Interruption _ = Interruption.watch()) {
            List<StackReport> reports = new ArrayList<>();
            ProvisionedParts provisioned =
                    new Provisioning(installation, display::note)
                            .provisionedParts(
                                    Provisioning.need(
                                            catalog, chosen.stream().map(Stack::id).toList()),
                                    catalog);
            long from = clock.nowNs();
            try (Verification verification =
                    Verification.open(
                            installation.cacheDirectory().resolve("verify"),
                            provisioned,
                            poolSize,
                            installation.cacheDirectory(),
                            installation.java(),
                            clock,
                            display::note)) {
                for (Stack stack : chosen) {
                    reports.add(verification.verify(stack, what -> display.progress(stack, what)));
                    display.done(stack, reports.getLast());
                }
                display.end(reports, clock.nowNs() - from, verification.directory());
            } catch (InterruptedException e) {
                display.interrupted(reports.size());
                throw e;
            }
            write(reports, file);
            return status(reports);
        }
    }

    private List<Stack> chosen(StackChoice choice) {
        if (all != stacks.isEmpty()) {
            throw new InvalidInputException(
                    all
                            ? "--all: names of stacks besides it say the same twice; give one of both"
                            : "expected the name of a stack, or --all; `unrigged stacks` lists them");
        }
        Catalog catalog = choice.catalog();
        List<Stack> chosen =
                all
                        ? List.copyOf(catalog.stacks().values())
                        : choice.stacks().stream()
                                .map(id -> catalog.find(id).orElseThrow())
                                .toList();
        for (Stack stack : chosen) {
            if (stack.request().isPresent()) {
                throw new InvalidInputException(
                        stack.id()
                                + " answers a request of its own, and what is verified is the work of"
                                + " the article's. `unrigged run` checks each of its answers against its"
                                + " 'expect'");
            }
        }
        return chosen;
    }

    private void write(List<StackReport> reports, Optional<OutputFile> file) throws IOException {
        String text = Json.LINES.writeValueAsString(VerifyJson.of(reports));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text);
            out.flush();
        }
        if (file.isPresent()) {
            file.get().write(text + "\n", out);
        }
    }

    private static int status(List<StackReport> reports) {
        if (reports.stream().anyMatch(r -> !r.failures().isEmpty())) {
            return ExitCode.GATE_FAILED;
        }
        return reports.stream().allMatch(StackReport::passed) ? ExitCode.DONE : ExitCode.CANNOT_RUN;
    }
}
