package unrigged.measurement;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import unrigged.metric.LoadResult;

/**
 * A window that counts. One in which nothing ended, neither right nor wrong, is measured again at
 * once, once: the machine or a server may stand still for a moment, and of windows of half a second
 * there are hundreds in a run. Two of them, one after the other, are no moment; what comes of the
 * second one counts.
 *
 * @param emptyBefore what the load generator reported of the one in its place, if there was one
 */
record CountedWindow<W>(W window, Optional<LoadResult> emptyBefore) {
    /** Load from its lead-in to its drain; what breaks is thrown. */
    @FunctionalInterface
    interface Attempt<W> {
        W measured() throws InterruptedException, IOException;
    }

    /** What is done before the second one. */
    @FunctionalInterface
    interface Between {
        void prepare() throws InterruptedException, IOException;
    }

    /**
     * @param result of a window
     */
    static <W> CountedWindow<W> of(
            Attempt<W> attempt, Function<W, LoadResult> result, Between between)
            throws InterruptedException, IOException {
        W first = attempt.measured();
        LoadResult seen = result.apply(first);
        if (!seen.nothingEnded()) {
            return new CountedWindow<>(first, Optional.empty());
        }
        between.prepare();
        return new CountedWindow<>(attempt.measured(), Optional.of(seen));
    }

    /** For a sentence about a window without an answer. */
    String inWindows() {
        return emptyBefore.isPresent() ? " in two windows, one after the other" : "";
    }
}
