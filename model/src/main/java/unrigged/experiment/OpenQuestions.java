package unrigged.experiment;

/** Judges what a {@link Race} still has to decide. Pure. */
@FunctionalInterface
public interface OpenQuestions {
    /** For plans of a fixed length, which ask nothing. */
    OpenQuestions NONE =
            (_, _) -> {
                throw new IllegalStateException("this plan is no race");
            };

    /**
     * What is open after a number of blocks.
     *
     * @param history of the whole run
     */
    Event.Looked after(int blocks, History history);
}
