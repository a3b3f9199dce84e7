package unrigged.journal;

import java.io.IOException;
import java.nio.file.Path;
import unrigged.program.OperationalException;

/**
 * The journal cannot be written: nothing that a run does from here on would be kept. What was
 * recorded before is whole.
 */
public final class JournalException extends OperationalException {
    private static final long serialVersionUID = 1;

    JournalException(Path file, IOException cause) {
        super(file + ": the journal cannot be written: " + cause.getMessage(), null, null, cause);
    }
}
