package unrigged.experiment;

/** Which numbers a scenario has. */
public enum Scale {
    /** The article's ratios, resolved on this machine. */
    SCALED("scaled"),
    /** The article's numbers. On a machine that is not its own they are another regime. */
    ABSOLUTE("absolute");

    private final String id;

    Scale(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
