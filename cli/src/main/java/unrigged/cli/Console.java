package unrigged.cli;

import java.io.PrintWriter;
import unrigged.measurement.RunListener;
import unrigged.program.TerminalDevice;

/** Shows a run's progress: a live table on a terminal, plain lines otherwise. Both on stderr. */
interface Console extends RunListener, AutoCloseable {
    @Override
    void close();

    /** Ends the display and leaves a last line behind it. */
    void leave(String line);

    /** The kind that fits where stderr goes. */
    static Console open(RunProgress progress, PrintWriter err) {
        return TerminalDevice.isStandardError()
                ? LiveConsole.open(progress, err)
                : new PlainConsole(progress, err);
    }
}
