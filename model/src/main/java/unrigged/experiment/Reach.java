package unrigged.experiment;

import java.util.Locale;

/** What a new level of a factor costs. */
public enum Reach {
    /** The next slice has it. */
    LIVE,
    /** New processes. */
    START;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
