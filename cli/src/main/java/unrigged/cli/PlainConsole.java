package unrigged.cli;

import java.io.PrintWriter;
import java.util.List;
import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;

/** Lines for pipes and logs: of a deployment its start, its rounds and its end, not each slice. */
final class PlainConsole implements Console {
    private final RunProgress progress;
    private final ProgressLines lines;
    private final PrintWriter err;

    PlainConsole(RunProgress progress, PrintWriter err) {
        this.progress = progress;
        this.lines = new ProgressLines(progress);
        this.err = err;
    }

    @Override
    public void note(String line) {
        print(line);
    }

    @Override
    public void phase(TrialSlot slot, String phase) {
        print(lines.begins(slot));
    }

    @Override
    public void second(TrialSlot slot, double perSecond) {
        // A trial's end says enough on a log.
    }

    @Override
    public void recorded(Event event) {
        progress.recorded(event);
        print(lines.recorded(event));
    }

    private void print(List<ProgressLines.Line> all) {
        all.forEach(line -> print(line.text()));
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
