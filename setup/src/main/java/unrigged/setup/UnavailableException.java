package unrigged.setup;

/** One attempt to get a part failed; the message says what was tried and shows the evidence. */
final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String fix;

    UnavailableException(String why, String fix) {
        super(why);
        this.fix = fix;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String fix() {
        return fix;
    }
}
