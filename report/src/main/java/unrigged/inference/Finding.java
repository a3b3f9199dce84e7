package unrigged.inference;

/**
 * A warning about a result.
 *
 * @param what the warning, one sentence
 * @param evidence the figure that raised it, its threshold, and where
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String what, String evidence, String remedy) {

    /** How much a warning weighs, the heaviest first. */
    public enum Severity {
        /** The number is wrong or is not what it claims to be. */
        ERROR("fault"),
        /** The number may be off by more than its interval. */
        WARNING("doubt"),
        /** Worth knowing. */
        NOTE("note"),
        /** What would show a flaw was not recorded, so its absence is not known either. */
        NOT_OBSERVABLE("not observable");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
