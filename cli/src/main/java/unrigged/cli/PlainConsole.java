package unrigged.cli;

import java.io.PrintWriter;
import java.util.Locale;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;

/** One line per event, for pipes and logs. */
final class PlainConsole implements Console {
    private final RunProgress progress;
    private final PrintWriter err;

    PlainConsole(RunProgress progress, PrintWriter err) {
        this.progress = progress;
        this.err = err;
    }

    @Override
    public void note(String line) {
        print(line);
    }

    @Override
    public void phase(TrialSlot slot, String phase) {
        // A trial's end says enough on a log.
    }

    @Override
    public void second(TrialSlot slot, double perSecond) {
        // As above.
    }

    @Override
    public void recorded(Event event) {
        progress.recorded(event);
        switch (event) {
            case Event.RunStarted run ->
                    print(
                            "run %s: plan %s, mode %s, %d stacks × %d scenarios × %d blocks, seed %d"
                                    .formatted(
                                            run.run(),
                                            run.plan(),
                                            run.mode(),
                                            run.stacks().size(),
                                            run.scenarios().size(),
                                            run.blocks(),
                                            run.seed()));
            case Event.RunResumed resumed ->
                    print("resumed; " + resumed.trialsDone() + " trials are finished");
            case Event.StackUnavailable gone ->
                    print(gone.stack() + " is unavailable: " + gone.why());
            case Event.Calibrated calibrated ->
                    print(
                            String.format(
                                    Locale.ROOT,
                                    "one request of %s takes %.2f ms of CPU over all tiers",
                                    calibrated.stack(),
                                    calibrated.totalNs() / 1e6));
            case Event.ScenarioResolved s ->
                    print(
                            String.format(
                                    Locale.ROOT,
                                    "%s: %d sync workers or %d async, %d clients, %d DB sessions, %.1f ms delay",
                                    s.scenario(),
                                    s.sync().workers(),
                                    s.async().workers(),
                                    s.sync().clients(),
                                    s.sync().dbSessions(),
                                    s.sync().delayNs() / 1e6));
            case Event.WorkersTuned t -> print(RunProgress.tuned(t));
            case Event.TrialMeasured m when RunProgress.isOfBlock(m) ->
                    print(
                            head(m.slot())
                                    + String.format(
                                            Locale.ROOT,
                                            "%.0f/s, p50 %.1f ms, %d failed%s",
                                            m.load().perSecond(),
                                            m.load().latencyMs().p50().orElse(0),
                                            m.load().failures(),
                                            eta(m.slot())));
            case Event.TrialFailed f when RunProgress.isOfBlock(f) ->
                    print(
                            head(f.slot())
                                    + "FAILED in "
                                    + f.phase()
                                    + ": "
                                    + f.reason()
                                    + eta(f.slot()));
            default -> RunProgress.beforeBlocks(event).ifPresent(this::print);
        }
    }

    private String head(TrialSlot slot) {
        return "[%d/%d] block %d %s %s: "
                .formatted(
                        slot.position(),
                        progress.plan().schedule().size(),
                        slot.block(),
                        slot.scenario(),
                        slot.stack());
    }

    private String eta(TrialSlot slot) {
        return progress.remaining(slot)
                .map(left -> ", " + RunProgress.clock(left) + " to go")
                .orElse("");
    }

    private void print(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public void leave(String line) {
        print(line);
    }

    @Override
    public void close() {
        err.flush();
    }
}
