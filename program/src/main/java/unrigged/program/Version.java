package unrigged.program;

/** The version of both programs. */
public final class Version {
    /** As the build's. */
    public static final String TEXT = "0.1.0-SNAPSHOT";

    private Version() {}
}
