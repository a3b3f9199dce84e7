package unrigged.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import unrigged.load.http.Exchange;
import unrigged.load.http.LoadClock;
import unrigged.load.wire.TooManyOpenFilesException;

/** One run from a checked plan to its result. */
final class Session {
    private final LoadPlan plan;
    private final LoadClock clock;
    private final Optional<Progress> screen;
    private final Consumer<Runnable> stopper;
    private final Runnable labGone;
    private Optional<EnvironmentFault> unwrittenLog = Optional.empty();

    /**
     * @param stopper is given what ends the run early, as soon as there is something to end
     * @param labGone ends the process when the control connection breaks
     */
    Session(
            LoadPlan plan,
            LoadClock clock,
            Optional<Progress> screen,
            Consumer<Runnable> stopper,
            Runnable labGone) {
        this.plan = plan;
        this.clock = clock;
        this.screen = screen;
        this.stopper = stopper;
        this.labGone = labGone;
    }

    Result run() throws EnvironmentFault, InterruptedException {
        Descriptors.require(plan);
        if (plan.control().isEmpty()) {
            return run(Optional.empty());
        }
        try (Control control =
                Control.connect(
                        plan.control().get(),
                        Optional.ofNullable(System.getenv(Control.TOKEN_VARIABLE)),
                        labGone)) {
            Result result = run(Optional.of(control));
            control.done(result);
            return result;
        }
    }

    private Result run(Optional<Control> control) throws EnvironmentFault, InterruptedException {
        ProcessFigures process = new ProcessFigures();
        try (HistogramLog log = HistogramLog.open(plan.hlog())) {
            Destination destination = DestinationFinder.find(plan);
            Rehearsal.run(plan, clock, process);
            List<Progress> listeners = new ArrayList<>();
            screen.ifPresent(listeners::add);
            control.ifPresent(listeners::add);
            Reporter reporter = new Reporter(listeners, log, plan.engine().threads());
            reporter.start();
            Crew crew = new Crew(plan, reporter, clock, process);
            stopper.accept(crew::stop);
            List<Exchange> exchanges = plan.exchanges();
            if (control.isPresent()) {
                exchanges = agreed(control.get(), crew);
            }
            if (exchanges.size() > 1) {
                // What reading a request list left behind is not for the window to collect.
                System.gc();
            }
            InetSocketAddress target = destination.address();
            TcpCounters before = TcpCounters.read();
            List<Conductor.Measured> parts = crew.run(target, Sources.of(plan, target), exchanges);
            ConnectionReport connections =
                    ConnectionReport.of(
                            destination, crew.connectTimes(), before, TcpCounters.read());
            if (control.isEmpty()) {
                connections = connections.withTlsProbe(parts);
            }
            reporter.finish();
            log.window(parts.getFirst().lengthNs(), reporter.window());
            finish(log, control.isPresent());
            return Result.of(plan, parts, reporter, connections);
        } catch (IOException e) {
            throw outOf(e);
        }
    }

    /** A run without its log has failed; somebody who waits for figures gets them all the same. */
    private void finish(HistogramLog log, boolean controlled) throws EnvironmentFault {
        try {
            log.finish();
        } catch (EnvironmentFault e) {
            if (controlled) {
                throw e;
            }
            unwrittenLog = Optional.of(e);
        }
    }

    /** Why the histogram log that was asked for is not there, after {@link #run}. */
    Optional<EnvironmentFault> unwrittenLog() {
        return unwrittenLog;
    }

    /** Waits for the lab, which may say only now what a right body looks like. */
    private List<Exchange> agreed(Control control, Crew crew) throws InterruptedException {
        control.onStop(crew::stop);
        control.readyAndAwaitGo();
        return control.mask()
                .map(mask ->
                        plan.exchanges().stream().map(exchange -> exchange.withMask(mask)).toList())
                .orElse(plan.exchanges());
    }

    private String transport() {
        return Checks.label(plan.engine().transport());
    }

    private EnvironmentFault outOf(IOException e) {
        return e instanceof TooManyOpenFilesException exhausted
                ? Descriptors.exhausted(exhausted.limit())
                : new EnvironmentFault(
                        "the load could not go on over the transport %s: %s\n  to fix: --transport auto takes what works here"
                                .formatted(transport(), e.getMessage()));
    }
}
