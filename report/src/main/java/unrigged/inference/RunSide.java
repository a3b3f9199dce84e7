package unrigged.inference;

/** Which of two runs that are compared. */
public enum RunSide {
    /** The first one: what there was. */
    OLD("the old run"),
    /** The second one, in which a change is looked for. */
    NEW("the new run");

    private final String words;

    RunSide(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
