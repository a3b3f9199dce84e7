package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import unrigged.load.arrival.Arrivals;
import unrigged.load.http.ConnectTimes;
import unrigged.load.http.Exchange;
import unrigged.load.http.LoadClock;
import unrigged.load.http.Loop;
import unrigged.load.http.Traffic;

/**
 * The loops that share a plan's load, a thread each. They share nothing while they run; what they
 * measured is added up afterwards.
 */
final class LoadThreads {
    private final LoadPlan plan;
    private final LoadClock clock;
    private final List<PhaseController> controllers = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    LoadThreads(LoadPlan plan, Reporter reporter, LoadClock clock, ProcessFigures process) {
        this.plan = plan;
        this.clock = clock;
        for (int i = 0; i < threads(); i++) {
            PhaseSchedule schedule = plan.schedule().share(i, threads());
            controllers.add(
                    new PhaseController(
                            schedule, reporter, clock, process, plan.exchanges().size()));
        }
    }

    private int threads() {
        return plan.engine().threads();
    }

    /** The i-th part of {@code all} whole things among {@code parts}. */
    static int share(int all, int i, int parts) {
        return all / parts + (i < all % parts ? 1 : 0);
    }

    /** Ends the run early; from any thread. */
    void stop() {
        controllers.forEach(PhaseController::stop);
    }

    /**
     * Runs until the end of the window.
     *
     * @param exchanges sent in turn; what they expect may have been agreed upon only now
     * @return each thread's part
     */
    List<PhaseController.Measured> run(
            InetSocketAddress target, List<InetAddress> sources, List<Exchange> exchanges)
            throws IOException, InterruptedException {
        long startNs = clock.nowNs();
        List<FutureTask<PhaseController.Measured>> tasks = new ArrayList<>();
        for (int i = 0; i < threads(); i++) {
            Traffic traffic = traffic(i, target, sources, exchanges);
            Loop loop = new Loop(traffic, arrivals(i, startNs), clock, startNs);
            loops.add(loop);
            PhaseController controller = controllers.get(i);
            tasks.add(
                    new FutureTask<>(() -> {
                        loop.run(controller);
                        return controller.measured();
                    }));
        }
        for (int i = 0; i < tasks.size(); i++) {
            Thread thread = new Thread(tasks.get(i), "load-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
        }
        return await(tasks);
    }

    private List<PhaseController.Measured> await(List<FutureTask<PhaseController.Measured>> tasks)
            throws IOException, InterruptedException {
        List<PhaseController.Measured> parts = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<PhaseController.Measured> task : tasks) {
            try {
                parts.add(task.get());
            } catch (ExecutionException e) {
                // The others end as well, and are awaited: nothing of this load goes on.
                stop();
                failures.add(e.getCause());
            }
        }
        if (failures.isEmpty()) {
            return parts;
        }
        if (failures.getFirst() instanceof IOException cause) {
            throw cause;
        }
        throw new IllegalStateException("the load failed", failures.getFirst());
    }

    /** Of all loops; when they have ended. */
    ConnectTimes connectTimes() {
        ConnectTimes all = new ConnectTimes();
        loops.forEach(loop -> all.add(loop.connectTimes()));
        return all;
    }

    private @Nullable Arrivals arrivals(int i, long startNs) {
        return plan.offered().map(offered -> offered.arrivals(i, threads(), startNs)).orElse(null);
    }

    private Traffic traffic(
            int i, InetSocketAddress target, List<InetAddress> sources, List<Exchange> exchanges) {
        return new Traffic(
                target,
                sources,
                exchanges,
                plan.keepAlive(),
                share(plan.connections(), i, threads()),
                plan.timeoutNs(),
                plan.thinkNs(),
                plan.pacing(),
                plan.engine().transport());
    }
}
