package unrigged.setup;

import unrigged.program.OperationalException;

/** One attempt to get a part failed; the message says what was tried and shows the evidence. */
final class UnavailableException extends OperationalException {
    private static final long serialVersionUID = 1;

    private final String fix;

    UnavailableException(String why, String fix) {
        super(why, null, fix, null);
        this.fix = fix;
    }

    /** The hint, which an attempt always has. */
    String fix() {
        return fix;
    }
}
