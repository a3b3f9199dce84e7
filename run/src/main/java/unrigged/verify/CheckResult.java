package unrigged.verify;

/**
 * What one check found.
 *
 * @param evidence what was seen, with figures
 * @param remedy what the stack's author should change; empty unless it failed
 */
public record CheckResult(Check check, Outcome outcome, String evidence, String remedy) {

    /** How a check ends. */
    public enum Outcome {
        PASS,
        FAIL,
        NOT_OBSERVABLE
    }

    static CheckResult pass(Check check, String evidence) {
        return new CheckResult(check, Outcome.PASS, evidence, "");
    }

    static CheckResult fail(Check check, String evidence, String remedy) {
        return new CheckResult(check, Outcome.FAIL, evidence, remedy);
    }

    static CheckResult notObservable(Check check, String why) {
        return new CheckResult(check, Outcome.NOT_OBSERVABLE, why, "");
    }

    public boolean failed() {
        return outcome == Outcome.FAIL;
    }
}
