package unrigged.experiment;

/**
 * Whether the flaws of the 2020 harness are put right. Each mode is a set of settings in {@code
 * modes.yaml}.
 */
public enum Mode {
    /** Equal work, equal logging, equal backlog for every stack. */
    FAIR("fair"),
    /** As published, flaws included, so that their effect can be measured. */
    FAITHFUL_2020("faithful-2020");

    private final String id;

    Mode(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
