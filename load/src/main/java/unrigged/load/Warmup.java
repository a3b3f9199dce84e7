package unrigged.load;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.load.http.Exchange;
import unrigged.load.http.Expectation;
import unrigged.load.http.LoadClock;
import unrigged.load.http.Loop;
import unrigged.load.http.Request;
import unrigged.load.http.Traffic;

/**
 * A short load on a server inside this process, so that the first requests of the real one do not
 * measure the loading of classes.
 */
final class Warmup {
    private static final long REQUESTS = 200;
    private static final long LONGEST_NS = 1_000_000_000;

    private Warmup() {}

    static void run(LoadPlan plan, LoadClock clock, ProcessFigures process)
            throws IOException, InterruptedException {
        try (LoopbackServer server = new LoopbackServer();
                HistogramLog none = HistogramLog.open(Optional.empty());
                Reporter reporter = new Reporter(List.of(), _ -> {}, none, 1)) {
            reporter.start();
            PhaseSchedule schedule = new PhaseSchedule(0, LONGEST_NS, OptionalLong.of(REQUESTS), 0);
            Request request = new Request("GET", "/", "localhost", List.of(), plan.keepAlive());
            Exchange exchange = new Exchange(request, Expectation.anyBody(OptionalInt.empty()));
            Traffic traffic =
                    new Traffic(
                            server.address(),
                            List.of(),
                            List.of(exchange),
                            plan.keepAlive(),
                            1,
                            LONGEST_NS,
                            0,
                            plan.pacing(),
                            plan.engine().transport());
            new Loop(traffic, null, clock, clock.nowNs())
                    .run(new PhaseController(schedule, reporter, clock, process, 1));
            reporter.finish();
        }
    }
}
