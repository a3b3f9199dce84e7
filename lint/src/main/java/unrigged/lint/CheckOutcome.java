package unrigged.lint;

import java.util.List;

/** What came of applying a rule to a table. */
sealed interface CheckOutcome {
    /** It applies; without findings nothing contradicts it. */
    record Checked(List<TableFinding> findings) implements CheckOutcome {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It cannot be applied.
     *
     * @param why what is missing, to follow a colon
     */
    record NotChecked(String why) implements CheckOutcome {}
}
