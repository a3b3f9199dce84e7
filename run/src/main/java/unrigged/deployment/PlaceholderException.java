package unrigged.deployment;

import unrigged.program.OperationalException;

/**
 * A stack's command or variable names a placeholder that has no value; concerns this stack only.
 */
public final class PlaceholderException extends OperationalException {
    private static final long serialVersionUID = 1;

    PlaceholderException(String what) {
        super(what, null, null, null);
    }
}
