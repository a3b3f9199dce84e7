package unrigged.cli;

import unrigged.program.InvalidInputException;
import unrigged.program.OperationalException;

/** What the program's exit status means; part of its contract. */
final class ExitCode {
    static final int DONE = 0;
    static final int GATE_FAILED = 1;
    static final int WRONG_USE = 2;
    static final int CANNOT_RUN = 3;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The status that goes with an error. */
    static int of(OperationalException problem) {
        return problem instanceof InvalidInputException ? WRONG_USE : CANNOT_RUN;
    }
}
