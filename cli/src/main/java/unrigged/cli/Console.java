package unrigged.cli;

import java.io.PrintWriter;
import java.util.Optional;
import unrigged.plan.Plan;
import unrigged.run.RunListener;

/** Shows a run's progress: a live table on a terminal, plain lines otherwise. Both on stderr. */
interface Console extends RunListener, AutoCloseable {
    @Override
    void close();

    /** Ends the display and leaves a last line behind it. */
    void leave(String line);

    /** The kind that fits where stderr goes. */
    static Console open(Plan plan, PrintWriter err) {
        Progress progress = new Progress(plan);
        boolean terminal =
                Optional.ofNullable(System.console()).map(c -> c.isTerminal()).orElse(false)
                        && !"dumb".equals(System.getenv("TERM"));
        return terminal ? LiveConsole.open(progress, err) : new PlainConsole(progress, err);
    }
}
