package unrigged.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a trial is measured for. */
public enum Purpose {
    /** The unit of scaled delays: the CPU time of one request. */
    CALIBRATION,
    /** Whether a stack does the same work as others. */
    VERIFICATION,
    /** A stack's best number of workers. */
    WORKER_SEARCH,
    /** The comparison of stacks. */
    BLOCK;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
