package unrigged.experiment;

/** What a race has to decide, by throughput, in each scenario. */
public enum Question {
    /** Each stack against the reference stack. */
    REFERENCE("reference", "each stack against the reference stack"),
    /** Which stack is the fastest. */
    TOP("top", "which stack is the fastest"),
    /** Each pair of stacks. */
    RANK("rank", "each pair of stacks");

    private final String id;
    private final String description;

    Question(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** In plans and on the command line. */
    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
