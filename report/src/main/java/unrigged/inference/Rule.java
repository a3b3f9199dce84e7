package unrigged.inference;

import java.util.List;
import unrigged.inference.Finding.Severity;

/** What can raise a finding. */
public interface Rule {
    /** Stable: part of the JSON contract. */
    String id();

    /** The signal with its threshold, one line. */
    String raisedBy();

    /** What to do, where the finding itself does not say it more closely. */
    String remedy();

    /** Those that its findings may have, the heaviest first. */
    List<Severity> severities();
}
