package unrigged.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import unrigged.load.http.Exchange;
import unrigged.load.http.LoadClock;
import unrigged.load.transport.TooManyOpenFilesException;
import unrigged.program.EnvironmentException;

/** One run from a checked plan to its result. */
final class LoadSession {
    private final LoadPlan plan;
    private final LoadClock clock;
    private final Optional<LoadProgress> screen;
    private final Consumer<Runnable> stopper;
    private final Runnable controllerGone;
    private Optional<EnvironmentException> unwrittenLog = Optional.empty();

    /**
     * @param stopper is given what ends the run early, as soon as there is something to end
     * @param controllerGone ends the process when the control connection breaks
     */
    LoadSession(
            LoadPlan plan,
            LoadClock clock,
            Optional<LoadProgress> screen,
            Consumer<Runnable> stopper,
            Runnable controllerGone) {
        this.plan = plan;
        this.clock = clock;
        this.screen = screen;
        this.stopper = stopper;
        this.controllerGone = controllerGone;
    }

    Result run() throws InterruptedException {
        Descriptors.require(plan);
        if (plan.control().isEmpty()) {
            return run(Optional.empty());
        }
        try (Control control =
                Control.connect(
                        plan.control().get(),
                        Optional.ofNullable(System.getenv(ControlConnection.TOKEN_VARIABLE)),
                        controllerGone)) {
            Result result = run(Optional.of(control));
            control.done(result);
            return result;
        }
    }

    private Result run(Optional<Control> control) throws InterruptedException {
        ProcessFigures process = new ProcessFigures();
        List<LoadProgress> listeners = new ArrayList<>();
        screen.ifPresent(listeners::add);
        control.ifPresent(listeners::add);
        try (HistogramLog log = HistogramLog.open(plan.hlog());
                Reporter reporter =
                        new Reporter(listeners, _ -> {}, log, plan.engine().threads())) {
            Destination destination = DestinationFinder.find(plan);
            Warmup.run(plan, clock, process);
            reporter.start();
            LoadThreads threads = new LoadThreads(plan, reporter, clock, process);
            stopper.accept(threads::stop);
            List<Exchange> exchanges = plan.exchanges();
            if (control.isPresent()) {
                exchanges = agreed(control.get(), threads);
            }
            Outcome outcome =
                    measure(destination, threads, exchanges, reporter, control.isPresent());
            log.window(outcome.windowNs, outcome.latencies);
            finish(log, control.isPresent());
            return outcome.result;
        } catch (IOException e) {
            throw outOf(e);
        }
    }

    /**
     * What was measured.
     *
     * @param latencies what the result's percentiles are of
     */
    record Outcome(Result result, long windowNs, Histogram latencies) {}

    /** Runs one of many loads of this process, whose code is warm. */
    Outcome slice(ProcessFigures process, Consumer<Boundary> boundaries)
            throws InterruptedException {
        Descriptors.require(plan);
        try (HistogramLog log = HistogramLog.open(plan.hlog());
                Reporter reporter =
                        new Reporter(List.of(), boundaries, log, plan.engine().threads())) {
            Destination destination = DestinationFinder.find(plan);
            reporter.start();
            LoadThreads threads = new LoadThreads(plan, reporter, clock, process);
            stopper.accept(threads::stop);
            Outcome outcome = measure(destination, threads, plan.exchanges(), reporter, true);
            log.window(outcome.windowNs, outcome.latencies);
            log.finish();
            return outcome;
        } catch (IOException e) {
            throw outOf(e);
        }
    }

    private Outcome measure(
            Destination destination,
            LoadThreads threads,
            List<Exchange> exchanges,
            Reporter reporter,
            boolean controlled)
            throws IOException, InterruptedException {
        if (exchanges.size() > 1) {
            // What reading a request list left behind is not for the window to collect.
            System.gc();
        }
        InetSocketAddress target = destination.address();
        TcpCounters before = TcpCounters.read();
        List<PhaseController.Measured> parts =
                threads.run(target, Sources.of(plan, target), exchanges);
        ConnectionReport connections =
                ConnectionReport.of(
                        destination, threads.connectTimes(), before, TcpCounters.read());
        if (!controlled) {
            connections = connections.withTlsProbe(parts);
        }
        reporter.finish();
        return new Outcome(
                Result.of(plan, parts, reporter, connections),
                parts.getFirst().lengthNs(),
                Result.latencies(parts, reporter));
    }

    /** A run without its log has failed; somebody who waits for figures gets them all the same. */
    private void finish(HistogramLog log, boolean controlled) {
        try {
            log.finish();
        } catch (EnvironmentException e) {
            if (controlled) {
                throw e;
            }
            unwrittenLog = Optional.of(e);
        }
    }

    /** Why the histogram log that was asked for is not there, after {@link #run}. */
    Optional<EnvironmentException> unwrittenLog() {
        return unwrittenLog;
    }

    /** Waits for the controller, which may say only now what a right body looks like. */
    private List<Exchange> agreed(Control control, LoadThreads threads)
            throws InterruptedException {
        control.onStop(threads::stop);
        control.readyAndAwaitGo();
        return control.mask()
                .map(mask ->
                        plan.exchanges().stream().map(exchange -> exchange.withMask(mask)).toList())
                .orElse(plan.exchanges());
    }

    private String transport() {
        return Checks.label(plan.engine().transport());
    }

    private EnvironmentException outOf(IOException e) {
        return e instanceof TooManyOpenFilesException exhausted
                ? Descriptors.exhausted(exhausted.limit())
                : new EnvironmentException(
                        "the load could not go on over the transport %s: %s"
                                .formatted(transport(), e.getMessage()),
                        "--transport auto takes what works here");
    }
}
