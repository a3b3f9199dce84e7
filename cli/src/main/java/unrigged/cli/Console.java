package unrigged.cli;

import java.io.PrintWriter;
import unrigged.plan.Plan;
import unrigged.run.RunListener;

/** Shows a run's progress: a live table on a terminal, plain lines otherwise. Both on stderr. */
interface Console extends RunListener, AutoCloseable {
    @Override
    void close();

    /** The kind that fits where stderr goes. */
    static Console open(Plan plan, PrintWriter err) {
        Progress progress = new Progress(plan);
        boolean terminal =
                System.console() != null
                        && System.console().isTerminal()
                        && !"dumb".equals(System.getenv("TERM"));
        return terminal ? LiveConsole.open(progress, err) : new PlainConsole(progress, err);
    }
}
