package unrigged.experiment;

/** What a race has to decide, by throughput. */
public enum Question {
    /** Each stack against the reference stack. */
    REFERENCE("reference", "each stack against the reference stack"),
    /** Which stack is the fastest. */
    TOP("top", "which stack is the fastest"),
    /** Each pair of stacks. */
    RANK("rank", "each pair of stacks"),
    /**
     * Each stack against the reference stack in every scenario, most of them not measured: each
     * block has the scenarios that tell most.
     */
    UNIVERSES(
            "universes",
            "each stack against the reference stack, by measuring the scenarios that tell most");

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

    /** Whether stacks are compared with the reference stack alone. */
    public boolean ofReference() {
        return this == REFERENCE || this == UNIVERSES;
    }

    /** Whether the first block, too, has only what the question needs. */
    boolean choosesFirst() {
        return this == UNIVERSES;
    }

    public String description() {
        return description;
    }
}
