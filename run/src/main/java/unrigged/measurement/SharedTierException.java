package unrigged.measurement;

import unrigged.program.OperationalException;

/** Why a deployment as a whole cannot go on: a tier that all its servers share failed. */
final class SharedTierException extends OperationalException {
    private static final long serialVersionUID = 1;

    private final String evidence;

    SharedTierException(String reason, String evidence) {
        super(reason, null, null, null);
        this.evidence = evidence;
    }

    String reason() {
        return what();
    }

    String evidence() {
        return evidence;
    }
}
