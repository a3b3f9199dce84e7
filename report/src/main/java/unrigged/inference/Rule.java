package unrigged.inference;

import java.util.List;
import unrigged.inference.Finding.Severity;

/** What can raise a finding. */
public interface Rule {
    Text text();

    /** Stable: part of the JSON contract. */
    default String id() {
        return text().id();
    }

    /** The signal with its threshold, one line. */
    default String raisedBy() {
        return text().raisedBy();
    }

    /** What to do, where the finding itself does not say it more closely. */
    default String remedy() {
        return text().remedy();
    }

    /** Those that its findings may have, the heaviest first. */
    default List<Severity> severities() {
        return text().severities();
    }

    /** What is said of a rule. */
    record Text(String id, String raisedBy, String remedy, List<Severity> severities) {
        public Text {
            severities = List.copyOf(severities);
        }
    }
}
