package unrigged.measurement;

import unrigged.program.OperationalException;

/** Why a trial has no figures: the phase, one sentence, and the log's tail that shows it. */
final class TrialException extends OperationalException {
    private static final long serialVersionUID = 1;

    private final String evidence;
    private final boolean portTaken;

    TrialException(String reason, String evidence) {
        this(reason, evidence, false);
    }

    private TrialException(String reason, String evidence, boolean portTaken) {
        super(reason, null, null, null);
        this.evidence = evidence;
        this.portTaken = portTaken;
    }

    /**
     * Somebody else holds a port that was chosen for this trial; worth another try with other
     * ports.
     */
    static TrialException portTaken(String reason, String evidence) {
        return new TrialException(reason, evidence, true);
    }

    String reason() {
        return what();
    }

    String evidence() {
        return evidence;
    }

    boolean isPortTaken() {
        return portTaken;
    }
}
